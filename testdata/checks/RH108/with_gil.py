"""RH108 stays silent: the global interpreter lock makes each of them whole."""
# no-strip-test
# with the lock
import threading

jobs = []
names = {}
lock = threading.Lock()


def put_first(job):
    jobs.insert(0, job)


def put_last(job):
    jobs.append(job)


def take_first():
    return jobs.pop(0)


def take_last():
    return jobs.pop()


def order():
    with lock:
        jobs.sort()


def order_carelessly():
    jobs.sort()


def forget(job):
    jobs.remove(job)


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
