"""RH211: a reentrant lock lets the listener in."""
import threading


class Topic:
    def __init__(self):
        self._lock = threading.RLock()
        self._listeners = []

    def subscribe(self, listener):
        with self._lock:
            self._listeners.append(listener)

    def publish(self, value):
        with self._lock:
            for listener in self._listeners:
                listener(value)
