"""RH211: sets of handlers by topic, filled by a helper of the public method."""
import threading


class Hub:
    def __init__(self):
        self._lock = threading.Lock()
        self._handlers = {}

    def _put(self, topic, handler):
        if topic not in self._handlers:
            self._handlers[topic] = set()
        self._handlers[topic].add(handler)

    def schedule(self, topic, handler):
        with self._lock:
            self._put(topic, handler)

    def unschedule(self, topic, handler):
        with self._lock:
            self._handlers[topic].remove(handler)

    def _dispatch(self, topic, event):
        with self._lock:
            for handler in self._handlers[topic]:
                handler.dispatch(event)  # want RH211 "an element of self._handlers is called"

    def dispatch(self, topic, event):
        self._dispatch(topic, event)
