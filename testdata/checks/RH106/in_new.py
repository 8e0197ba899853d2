"""RH106: created in __new__."""
# no-strip-test
import threading


class Settings:
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)  # want RH106 warning "cls._only"
        return cls._only


class Guarded:
    _only = None
    _guard = threading.Lock()

    def __new__(cls):
        with cls._guard:
            if cls._only is None:
                cls._only = super().__new__(cls)
        return cls._only
