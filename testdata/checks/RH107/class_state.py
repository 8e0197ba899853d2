"""RH107: the lock and the table belong to the class."""
# no-strip-test
import threading


class Meta:
    _lock = threading.Lock()
    _known = {}

    @classmethod
    def get(cls, name):
        with cls._lock:
            if name not in cls._known:
                cls._known[name] = cls()
            return cls._known[name]

    @classmethod
    def put(cls, name, value):
        cls._known[name] = value  # want RH107 "_known is changed without"

    @classmethod
    def drop(cls, name):
        with cls._lock:
            cls._known.pop(name, None)
