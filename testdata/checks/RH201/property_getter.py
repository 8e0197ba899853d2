"""RH201: a property takes the second lock."""
import threading


class Sensor:
    def __init__(self):
        self.value_lock = threading.Lock()
        self.unit_lock = threading.Lock()

    @property
    def value(self):
        with self.value_lock:  # want RH201 "Sensor.value_lock is acquired while Sensor.unit_lock is held"
            return 1

    def convert(self):
        with self.unit_lock:
            return self.value * 2

    def set(self):
        with self.value_lock:
            with self.unit_lock:
                pass
