"""RH206: functions of atexit run in ordinary context."""
import atexit
import threading

_lock = threading.Lock()
_jobs = []


def add(job):
    with _lock:
        _jobs.append(job)


@atexit.register
def flush():
    with _lock:
        _jobs.clear()


def flush_again():
    with _lock:
        _jobs.clear()


atexit.register(flush_again)
