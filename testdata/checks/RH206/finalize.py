"""RH206: weakref.finalize runs its function in the middle of anything, too."""
import threading
import weakref

_lock = threading.Lock()
_files = set()


def _forget(name):
    with _lock:  # want RH206 "_forget runs as a finaliser, and takes _lock"
        _files.discard(name)


class File:
    def __init__(self, name):
        self.name = name
        with _lock:
            _files.add(name)
        weakref.finalize(self, _forget, name)


def opened():
    with _lock:
        return sorted(_files)
