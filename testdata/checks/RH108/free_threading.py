"""RH108: what is whole under the global interpreter lock only."""
# no-strip-test
# free-threaded
import threading

jobs = []
names = {}
lock = threading.Lock()


def put_first(job):
    jobs.insert(0, job)  # want RH108 warning "other threads may see what jobs holds half changed by insert"


def put_last(job):
    jobs.append(job)


def take_first():
    return jobs.pop(0)  # want RH108 "half changed by pop"


def take_last():
    return jobs.pop()


def order():
    with lock:
        jobs.sort()


def order_carelessly():
    jobs.sort()  # want RH108 "half changed by sort"


def forget(job):
    jobs.remove(job)  # want RH108 "half changed by remove"


def know(name, value):
    names[name] = value
    names.update({name: value})
    names.setdefault(name, value)


def add_all(more):
    jobs.extend([more, more])


class Own:
    def __init__(self):
        self.items = []

    def put(self, item):
        self.items.insert(0, item)
