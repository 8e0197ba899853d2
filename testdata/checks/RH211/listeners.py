"""RH211: listeners are called under the lock that connecting one takes."""
import threading


class Topic:
    def __init__(self):
        self._lock = threading.Lock()
        self._listeners = []

    def subscribe(self, listener):
        with self._lock:
            self._listeners.append(listener)

    def publish(self, value):
        with self._lock:
            for listener in self._listeners:
                listener(value)  # want RH211 warning "an element of self._listeners is called while self._lock is held"

    def publish_copy(self, value):
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(value)
