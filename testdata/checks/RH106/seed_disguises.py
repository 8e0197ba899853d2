"""RH106: the singleton of the rule's description, in several disguises."""
# no-strip-test
import threading
from concurrent.futures import ThreadPoolExecutor


class Service:
    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()  # want RH106 "two threads"
        return cls._instance


class New:
    _instance = None

    def __new__(cls):
        if not cls._instance:
            cls._instance = super().__new__(cls)  # want RH106 "two threads"
        return cls._instance


class Static:
    _inst = None

    @staticmethod
    def instance():
        if Static._inst is None:
            Static._inst = Static()  # want RH106 "two threads"
        return Static._inst


_engine = None


def make_engine():
    return Service()


def engine():
    global _engine
    if _engine is None:
        _engine = make_engine()  # want RH106 "two threads"
    return _engine


class Base:
    _instances = {}

    @classmethod
    def shared(cls):
        if cls not in cls._instances:
            cls._instances[cls] = cls()  # want RH106 "two threads"
        return cls._instances[cls]


class Derived(Base):
    pass


class Meta(type):
    _all = {}

    def __call__(cls, *a):
        if cls not in cls._all:
            cls._all[cls] = super().__call__(*a)  # want RH106 "two threads"
        return cls._all[cls]


class Conf(metaclass=Meta):
    pass


def lazily(cls):
    made = None

    def get():
        nonlocal made
        if made is None:
            made = cls()  # want RH106 "two threads"
        return made

    return get


class Has:
    @classmethod
    def get(cls):
        if not hasattr(cls, "_it"):
            cls._it = cls()  # want RH106 "two threads"
        return cls._it


class Safe:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = cls()
        return cls._instance


def main():
    with ThreadPoolExecutor() as pool:
        for f in (Service.get, New, Static.instance, engine, Derived.shared, Conf, Has.get, Safe.get):
            pool.submit(f)
