"""RH106: all callers hold the lock."""
# no-strip-test
import threading


class Store:
    pass


_store = None
_lock = threading.Lock()


def _make():
    global _store
    if _store is None:
        _store = Store()
    return _store


def get():
    with _lock:
        return _make()


def peek():
    with _lock:
        return _make()


def main():
    for _ in range(2):
        threading.Thread(target=get).start()
        threading.Thread(target=peek).start()
