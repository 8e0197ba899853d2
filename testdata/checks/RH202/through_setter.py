"""RH202: assigning to a property takes the lock."""
import threading


class Level:
    def __init__(self):
        self._lock = threading.Lock()
        self._value = 0

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        with self._lock:
            self._value = new

    def reset(self):
        with self._lock:
            self.value = 0  # want RH202 "again in Level.value while Level.reset holds it"

    def clear(self):
        with self._lock:
            self._value = 0
