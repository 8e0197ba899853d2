"""RH107: a lock and what it guards are variables of the module."""
# no-strip-test
import threading

_lock = threading.Lock()
_handlers = {}
_names = {}


def register(name, handler):
    with _lock:
        if name in _handlers:
            raise KeyError(name)
        _handlers[name] = handler


def rename(old, new):
    with _lock:
        _handlers[new] = _handlers.pop(old)


def override(name, handler):
    _handlers[name] = handler  # want RH107 "_handlers is changed without _lock"


def remember(name, value):
    with _lock:
        if name not in _names:
            _names[name] = value
        return _names[name]


def forget(name):
    with _lock:
        _names.pop(name, None)
