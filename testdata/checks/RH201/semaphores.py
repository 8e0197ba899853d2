"""RH201: a semaphore with one permit is a lock, one with several is not."""
import threading

ONE = threading.Semaphore(1)
MANY = threading.Semaphore(4)
LOCK = threading.Lock()


def one_first():
    with ONE:
        with LOCK:  # want RH201 "LOCK is acquired while ONE is held"
            pass


def lock_first():
    with LOCK:
        with ONE:
            pass


def many_first():
    with MANY:
        with LOCK:
            pass


def many_second():
    with LOCK:
        with MANY:
            pass
