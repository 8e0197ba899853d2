"""RH211: no public method takes the lock, so there is no way back."""
import threading


class Topic:
    def __init__(self):
        self._lock = threading.Lock()
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def _publish(self, value):
        with self._lock:
            for listener in self._listeners:
                listener(value)
