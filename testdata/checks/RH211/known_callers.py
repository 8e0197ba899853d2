"""RH211: the program itself decides what is called, and that comes back to nobody."""
import threading


class Meter:
    def __init__(self, on_limit):
        self._lock = threading.Lock()
        self._on_limit = on_limit
        self._value = 0

    def count(self):
        with self._lock:
            self._value += 1
            if self._value > 10:
                self._on_limit()

    def value(self):
        with self._lock:
            return self._value


class Stop:
    def __init__(self):
        self.now = False
        self.meter = Meter(self.stop)

    def stop(self):
        self.now = True
