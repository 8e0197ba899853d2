"""RH108: caches whose library asks for a lock; code on one event loop needs none."""
# no-strip-test
import threading

from cachetools import LRUCache, TTLCache

results = TTLCache(100, 60)
names = LRUCache(100)
lock = threading.Lock()


def result(key, compute):
    if key not in results:
        results[key] = compute(key)  # want RH108 "results is one cache"
    return None


def name(key):
    with lock:
        return names.get(key)


async def on_the_loop(key):
    results[key] = 1
