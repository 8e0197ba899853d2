"""RH104: descriptors that keep what they make in the object."""
# no-strip-test
import threading


class lazy:
    def __init__(self, func):
        self.func = func
        self.name = func.__name__

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        try:
            return obj.__dict__[self.name]
        except KeyError:
            value = obj.__dict__[self.name] = self.func(obj)  # want RH104 note "make a value"
            return value


class aliased:
    def __init__(self, func):
        self.func = func

    def __get__(self, obj, cls=None):
        kept = obj.__dict__
        name = self.func.__name__
        if name not in kept:
            kept[name] = self.func(obj)  # want RH104 note "make a value"
        return kept[name]


class locked:
    def __init__(self, func):
        self.func = func
        self.lock = threading.RLock()

    def __get__(self, obj, cls=None):
        name = self.func.__name__
        with self.lock:
            if name not in obj.__dict__:
                obj.__dict__[name] = self.func(obj)
            return obj.__dict__[name]


class first_wins:
    def __init__(self, func):
        self.func = func

    def __get__(self, obj, cls=None):
        return obj.__dict__.setdefault(self.func.__name__, self.func(obj))
