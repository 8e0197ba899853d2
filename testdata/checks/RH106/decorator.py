"""RH106: a decorator keeps the instance in a variable of its own."""
# no-strip-test
import threading


def single(cls):
    made = {}

    def get(*args):
        if cls not in made:
            made[cls] = cls(*args)  # want RH106 warning "made"
        return made[cls]

    return get


def single_locked(cls):
    made = {}
    lock = threading.Lock()

    def get(*args):
        with lock:
            if cls not in made:
                made[cls] = cls(*args)
        return made[cls]

    return get


@single
class Config:
    pass


@single_locked
class Other:
    pass
