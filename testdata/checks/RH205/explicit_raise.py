"""RH205: an error is raised with the lock held."""
import threading

gate = threading.Lock()


def check(value):
    gate.acquire()  # want RH205 error "the function raises here"
    if value < 0:
        raise ValueError("negative")
    gate.release()
    return value


def check_well(value):
    gate.acquire()
    if value < 0:
        gate.release()
        raise ValueError("negative")
    gate.release()
    return value


def check_caught(value):
    gate.acquire()
    try:
        if value < 0:
            raise ValueError("negative")
    except BaseException:
        gate.release()
        raise
    gate.release()
    return value
