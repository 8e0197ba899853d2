"""RH201: locks that functions and methods hand out, one for all or one a key."""
# no-strip-test: public functions are enough for a warning
import threading
import weakref

_index = threading.Lock()
_data = threading.Lock()
_log = threading.Lock()


def index_lock():
    return _index


def data_lock():
    return _data


def log_lock():
    return _log


def rebuild():
    with index_lock():
        with data_lock():  # want RH201 "_data is acquired while _index is held"
            print("rebuilt")


def compact():
    with data_lock():
        with index_lock():
            print("compacted")


def rotate():
    with data_lock():
        with log_lock():
            print("rotated")


def flush():
    with data_lock(), _log:
        print("flushed")


class Accounts:
    def __init__(self):
        self.guard = threading.Lock()
        self.locks = {}
        self.open = weakref.WeakValueDictionary()

    def lock_for(self, number):
        return self.locks.setdefault(number, threading.Lock())

    def lock_of(self, number):
        with self.guard:
            if number not in self.locks:
                self.locks[number] = threading.Lock()
            return self.locks[number]

    def lock_while_used(self, number):
        lock = self.open.get(number)
        if lock is None:
            lock = self.open[number] = threading.Lock()
        return lock

    def move(self, one, other):
        with self.lock_for(one):
            with self.lock_for(other):  # want RH201 "the lock of other is acquired while that of one is held"
                print(one, other)

    def swap(self, one, other):
        with self.lock_of(one), self.lock_of(other):  # want RH201 "the lock of other is acquired while that of one is held"
            print(one, other)

    def join(self, one, other):
        with self.lock_while_used(one):
            with self.lock_while_used(other):  # want RH201 "the lock of other is acquired while that of one is held"
                print(one, other)

    def move_in_order(self, one, other):
        low, high = sorted((one, other))
        with self.lock_for(low):
            with self.lock_for(high):
                print(one, other)

    def move_compared(self, one, other):
        if other < one:
            one, other = other, one
        with self.lock_of(one):
            with self.lock_of(other):
                print(one, other)
