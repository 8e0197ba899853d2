"""RH203: a context manager of the program holds the lock."""
import contextlib
import threading

_guard = threading.Lock()


@contextlib.contextmanager
def exclusive():
    with _guard:
        yield


@contextlib.contextmanager
def counted(counter):
    with _guard:
        counter.append(1)
    yield


async def run(job, counter):
    with exclusive():
        await job()  # want RH203 "_guard is held"
    with counted(counter):
        await job()
