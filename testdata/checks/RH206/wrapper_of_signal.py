"""RH206: the program's own function registers the handler."""
import signal
import threading

_lock = threading.Lock()
_jobs = []


def install(function):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, function)


def add(job):
    with _lock:
        _jobs.append(job)


def drop(number, frame):
    with _lock:  # want RH206 error "drop runs as a signal handler, and takes _lock"
        _jobs.clear()


def forget(number, frame):
    _jobs.clear()


def main():
    install(drop)
    install(forget)
