"""RH106: a metaclass keeps one instance for each class."""
# no-strip-test
import threading


class Single(type):
    _made = {}

    def __call__(cls, *args):
        if cls not in cls._made:
            cls._made[cls] = super().__call__(*args)  # want RH106 warning "cls._made"
        return cls._made[cls]


class LockedSingle(type):
    _made = {}
    _lock = threading.Lock()

    def __call__(cls, *args):
        with cls._lock:
            if cls not in cls._made:
                cls._made[cls] = super().__call__(*args)
        return cls._made[cls]


class A(metaclass=Single):
    pass


class B(metaclass=LockedSingle):
    pass
