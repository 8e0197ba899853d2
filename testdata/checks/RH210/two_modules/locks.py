"""RH210: the factory stands in another module."""
# no-strip-test
import threading

_shared = threading.Lock()


def new():
    return threading.Lock()


def shared():
    return _shared
