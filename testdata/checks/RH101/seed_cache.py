"""RH101: the cache of the rule's description, as threads see it, and its fix."""
# no-strip-test
import threading


class Cache:
    def __init__(self):
        self.cache = {}

    def lookup(self, key):
        if key in self.cache:
            return self.cache[key]  # want RH101 error "another thread may remove the key from self.cache"
        return None

    def lookup_at_once(self, key, default=None):
        return self.cache.get(key, default)

    def forget(self, key):
        self.cache.pop(key, None)


def main():
    shared = Cache()
    for key in ("a", "b"):
        threading.Thread(target=shared.lookup, args=(key,)).start()
        threading.Thread(target=shared.lookup_at_once, args=(key,)).start()
        threading.Thread(target=shared.forget, args=(key,)).start()
