"""RH106: the test and the creation in different functions, or in forms of their own."""
import threading
import functools


class Plain:
    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()  # want RH106 "two threads may both find"
        return cls._instance


class HelperMake:
    _instance = None

    @classmethod
    def _make(cls):
        cls._instance = cls()

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._make()  # want RH106 "two threads may both find"
        return cls._instance


class HelperTest:
    _instance = None

    @classmethod
    def _missing(cls):
        return cls._instance is None

    @classmethod
    def get(cls):
        if cls._missing():
            cls._instance = cls()  # want RH106 "two threads may both find"
        return cls._instance


class New:
    _instance = None

    def __new__(cls):
        if not cls._instance:
            cls._instance = super().__new__(cls)  # want RH106 "two threads may both find"
        return cls._instance

    @staticmethod
    def get():
        return New()


class NewHelper:
    _instance = None

    @staticmethod
    def _missing():
        return NewHelper._instance is None

    def __new__(cls):
        if cls._missing():
            cls._instance = super().__new__(cls)  # miss RH106 "the test of a static method in __new__"
        return cls._instance

    @staticmethod
    def get():
        return NewHelper()


_service = None


class Service:
    pass


class Mod:
    @staticmethod
    def get():
        global _service
        if _service is None:
            _service = Service()  # want RH106 "two threads may both find"
        return _service


_made = None


def _missing():
    return _made is None


def _store(x):
    global _made
    _made = x


class ModHelper:
    @staticmethod
    def get():
        if _missing():
            _store(Service())  # want RH106 "two threads may both find"
        return _made


_table = {}


class Table:
    @classmethod
    def get(cls):
        if cls not in _table:
            _table[cls] = cls()  # want RH106 "two threads may both find"
        return _table[cls]


class Meta(type):
    _instances = {}

    def __call__(cls, *a):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*a)  # want RH106 "two threads may both find"
        return cls._instances[cls]


class WithMeta(metaclass=Meta):
    @staticmethod
    def get():
        return WithMeta()


class TryAttr:
    @classmethod
    def get(cls):
        try:
            return cls._instance
        except AttributeError:
            cls._instance = cls()  # want RH106 "two threads may both find"
            return cls._instance


class HasAttr:
    @classmethod
    def get(cls):
        if not hasattr(cls, "_instance"):
            cls._instance = cls()  # want RH106 "two threads may both find"
        return cls._instance


class SetAttr:
    _instance = None

    @classmethod
    def get(cls):
        if getattr(cls, "_instance") is None:
            setattr(cls, "_instance", cls())  # want RH106 "two threads may both find"
        return cls._instance


class Walrus:
    _instance = None

    @classmethod
    def get(cls):
        if (i := cls._instance) is None:
            i = cls._instance = cls()  # want RH106 "two threads may both find"
        return i


class Early:
    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is not None:
            return cls._instance
        cls._instance = cls()  # want RH106 "two threads may both find"
        return cls._instance


class Or:
    _instance = None

    @classmethod
    def get(cls):
        cls._instance = cls._instance or cls()  # want RH106 "two threads may both find"
        return cls._instance


class Ternary:
    _instance = None

    @classmethod
    def get(cls):
        cls._instance = cls._instance if cls._instance is not None else cls()  # want RH106 "two threads may both find"
        return cls._instance


class Compound:
    _instance = None
    closed = False

    @classmethod
    def get(cls):
        if cls._instance is None or cls._instance.closed:
            cls._instance = cls()  # want RH106 "two threads may both find"
        return cls._instance


class Match:
    _instance = None

    @classmethod
    def get(cls):
        match cls._instance:
            case None:
                cls._instance = cls()  # want RH106 "two threads may both find"
        return cls._instance


class ByName:
    _instance = None

    @staticmethod
    def get():
        if ByName._instance is None:
            ByName._instance = ByName()  # want RH106 "two threads may both find"
        return ByName._instance


class Fixed:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = cls()
        return cls._instance


class FixedHelper:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def _make(cls):
        if cls._instance is None:
            cls._instance = cls()

    @classmethod
    def get(cls):
        if cls._instance is None:
            with cls._lock:
                cls._make()
        return cls._instance


def main():
    for _ in range(3):
        threading.Thread(target=Plain.get).start()
    for _ in range(3):
        threading.Thread(target=HelperMake.get).start()
    for _ in range(3):
        threading.Thread(target=HelperTest.get).start()
    for _ in range(3):
        threading.Thread(target=New.get).start()
    for _ in range(3):
        threading.Thread(target=NewHelper.get).start()
    for _ in range(3):
        threading.Thread(target=Mod.get).start()
    for _ in range(3):
        threading.Thread(target=ModHelper.get).start()
    for _ in range(3):
        threading.Thread(target=Table.get).start()
    for _ in range(3):
        threading.Thread(target=WithMeta.get).start()
    for _ in range(3):
        threading.Thread(target=TryAttr.get).start()
    for _ in range(3):
        threading.Thread(target=HasAttr.get).start()
    for _ in range(3):
        threading.Thread(target=SetAttr.get).start()
    for _ in range(3):
        threading.Thread(target=Walrus.get).start()
    for _ in range(3):
        threading.Thread(target=Early.get).start()
    for _ in range(3):
        threading.Thread(target=Or.get).start()
    for _ in range(3):
        threading.Thread(target=Ternary.get).start()
    for _ in range(3):
        threading.Thread(target=Compound.get).start()
    for _ in range(3):
        threading.Thread(target=Match.get).start()
    for _ in range(3):
        threading.Thread(target=ByName.get).start()
    for _ in range(3):
        threading.Thread(target=Fixed.get).start()
    for _ in range(3):
        threading.Thread(target=FixedHelper.get).start()
main()
