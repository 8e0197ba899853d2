"""RH106: a module variable."""
# no-strip-test
import threading


class Registry:
    pass


_registry = None
_other = None
_lock = threading.Lock()


def registry():
    global _registry
    if _registry is None:
        _registry = Registry()  # want RH106 error "_registry empty"
    return _registry


def other():
    global _other
    with _lock:
        if not _other:
            _other = Registry()
    return _other


def run():
    registry()
    other()


def main():
    for _ in range(3):
        threading.Thread(target=run).start()
