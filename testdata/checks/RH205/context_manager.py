"""RH205: an exception in the with statement is raised at the yield."""
import contextlib
import threading

lock = threading.Lock()


@contextlib.contextmanager
def locked():
    lock.acquire()  # want RH205 error "gets the exception of the with statement's body"
    yield
    lock.release()


@contextlib.contextmanager
def locked_well():
    lock.acquire()
    try:
        yield
    finally:
        lock.release()
