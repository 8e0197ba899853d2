"""RH106: one for each thread."""
# no-strip-test
import threading


class Session:
    pass


_mine = threading.local()


def session():
    if getattr(_mine, "session", None) is None:
        _mine.session = Session()
    return _mine.session


def main():
    for _ in range(2):
        threading.Thread(target=session).start()


class Copy:
    """A thread-local object from a module that only looks like threading."""


def original(name):
    return __import__(name)


green = original("threading")
_own = green.local()


def hub():
    if not hasattr(_own, "hub"):
        _own.hub = Copy()
    return _own.hub
