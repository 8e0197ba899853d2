"""RH206: a lock that is taken only until something exists is free by the time that anything dies."""
import threading

_lock = threading.Lock()
_policy = None


def _make_policy():
    global _policy
    with _lock:
        if _policy is None:
            _policy = object()


def get_policy():
    if _policy is None:
        _make_policy()
    return _policy


class Runner:
    def __del__(self):
        get_policy()


_names_lock = threading.Lock()
_names = {}


def look_up(name):
    try:
        return _names[name]
    except KeyError:
        with _names_lock:
            return _names.setdefault(name, len(_names))


class Handle:
    def __del__(self):
        look_up("handle")


class Counted:
    def __del__(self):
        forget(id(self))


def forget(key):
    with _names_lock:  # want RH206 "takes _names_lock"
        _names.pop(key, None)
