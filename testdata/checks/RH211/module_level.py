"""RH211: a registry of a module and its lock."""
import threading

_lock = threading.Lock()
_hooks = []


def register(hook):
    with _lock:
        _hooks.append(hook)


def run_all(event):
    with _lock:
        for hook in _hooks:
            hook(event)  # want RH211 "an element of _hooks is called while _lock is held"


def run_copy(event):
    with _lock:
        hooks = list(_hooks)
    for hook in hooks:
        hook(event)
