"""RH208: a helper makes the locks, and frees all of them in the child."""
# no-strip-test: processes and threads do without async
import os
import threading
import weakref

_made = weakref.WeakSet()


def make_lock():
    lock = threading.Lock()
    _made.add(lock)
    return lock


def _free():
    for lock in list(_made):
        if lock.locked():
            lock.release()


os.register_at_fork(after_in_child=_free)
