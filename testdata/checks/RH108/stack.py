"""RH108: a stack of the module that with statements push to; one for each thread."""
# no-strip-test
import contextlib
import contextvars
import threading

_stack = []
_local = threading.local()
_current = contextvars.ContextVar("current")


@contextlib.contextmanager
def connection(conn):
    _stack.append(conn)  # want RH108 warning "_stack is one for all threads"
    try:
        yield
    finally:
        _stack.pop()


@contextlib.contextmanager
def local_connection(conn):
    _local.conn = conn
    try:
        yield
    finally:
        _local.conn = None


@contextlib.contextmanager
def context_connection(conn):
    token = _current.set(conn)
    try:
        yield
    finally:
        _current.reset(token)
