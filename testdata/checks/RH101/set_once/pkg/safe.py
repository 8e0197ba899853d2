"""RH101: with a lock, or in one step."""
# no-strip-test
import threading

_lock = threading.Lock()
_PROVIDER = None
_HANDLERS = {}


def set_provider(provider):
    global _PROVIDER
    with _lock:
        if _PROVIDER is not None:
            raise RuntimeError("there is a provider already")
        _PROVIDER = provider


def register(name, handler):
    if _HANDLERS.setdefault(name, handler) is not handler:
        raise ValueError(name)
