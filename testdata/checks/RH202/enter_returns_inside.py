"""RH202: __enter__ returns from inside of a with statement, so it leaves nothing held."""
import threading


class Portal:
    def __init__(self):
        self._lock = threading.Lock()
        self._users = 0

    def __enter__(self):
        with self._lock:
            self._users += 1
            return self

    def __exit__(self, *failure):
        with self._lock:
            self._users -= 1


class Tried:
    def __init__(self):
        self._lock = threading.Lock()
        self._users = 0

    def __enter__(self):
        self._lock.acquire()
        try:
            self._users += 1
            return self
        finally:
            self._lock.release()

    def __exit__(self, *failure):
        pass


class Kept:
    def __init__(self):
        self._lock = threading.Lock()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *failure):
        self._lock.release()


def twice(portal: Portal, tried: Tried):
    with portal:
        with portal:
            pass
    with tried:
        with tried:
            pass


def kept_twice(kept: Kept):
    with kept:
        with kept:  # want RH202 error "Kept._lock is acquired again in Kept.__enter__ while kept_twice holds it"
            pass
