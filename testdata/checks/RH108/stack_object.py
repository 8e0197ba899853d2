"""RH108: the stack is an object with methods of its own; or a variable that is replaced."""
# no-strip-test
import contextlib
import threading


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()

    def top(self):
        return self.items[-1]


_stack = Stack()
_current = None
_guard = threading.RLock()


@contextlib.contextmanager
def pushed(item):
    _stack.push(item)  # want RH108 "_stack is one for all threads"
    try:
        yield _stack.top()
    finally:
        _stack.pop()


@contextlib.contextmanager
def using(item):
    global _current
    before = _current
    _current = item  # want RH108 "_current is one for all threads"
    try:
        yield
    finally:
        _current = before


@contextlib.contextmanager
def using_alone(item):
    global _current
    with _guard:
        before = _current
        _current = item
        try:
            yield
        finally:
            _current = before
