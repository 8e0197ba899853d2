"""RH210 stays silent: the lock goes to the caller, or the function ends with it held."""
import threading

held = {}


def locked():
    lock = threading.Lock()
    lock.acquire()
    return lock


def enlist(name):
    lock = threading.Lock()
    with lock:
        held[name] = lock
