"""RH106: a class that keeps its own instances by key, found missing by exception."""
# no-strip-test
from .work import lock


class Plan:
    _plans = {}

    @classmethod
    def of(cls, code):
        try:
            return cls._plans[code]
        except KeyError:
            pass
        cls._plans[code] = plan = Plan(code)  # want RH106 warning "create an instance each"
        return plan

    def __init__(self, code):
        self.code = code


class Locked:
    _plans = {}

    @classmethod
    def of(cls, code):
        try:
            return cls._plans[code]
        except KeyError:
            pass
        with lock:
            if code in cls._plans:
                return cls._plans[code]
            cls._plans[code] = plan = Locked(code)
            return plan

    def __init__(self, code):
        self.code = code
