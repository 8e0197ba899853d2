"""RH108: a mapping that evicts and reorders; a lock of its own, or around it."""
# no-strip-test
import pickle
import threading
from collections import OrderedDict, UserDict


class Recent(UserDict):
    def __init__(self, size):
        super().__init__()
        self.data = OrderedDict()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.data.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        if len(self.data) >= self.size:
            self.data.popitem(last=False)
        super().__setitem__(key, value)


class Locked(Recent):
    def __init__(self, size):
        super().__init__(size)
        self.lock = threading.Lock()


class Plain(UserDict):
    def describe(self):
        return len(self.data)


dumped = Recent(100)
locked = Locked(100)
plain = Plain()
around = Recent(10)
lock = threading.Lock()


def dump(func):
    try:
        result = dumped[func]  # want RH108 warning "dumped is one Recent for all threads"
    except KeyError:
        result = pickle.dumps(func)
        dumped[func] = result
    return result


def dump_locked(func):
    return locked[func]


def dump_plain(func):
    plain[func] = pickle.dumps(func)
    return plain[func]


def dump_around(func):
    with lock:
        around[func] = func
