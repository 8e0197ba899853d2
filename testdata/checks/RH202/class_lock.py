"""RH202: a lock in the class body is shared by all objects."""
import threading


class Device:
    _lock = threading.Lock()
    _all = []

    @classmethod
    def find(cls, name):
        with cls._lock:
            return [d for d in cls._all if d.name == name]

    def __init__(self, name):
        self.name = name
        with self._lock:
            if not Device.find(name):  # want RH202 "Device._lock is acquired again in Device.find while Device.__init__ holds it"
                self._all.append(self)
