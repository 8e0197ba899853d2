"""RH107 leaves a loop without the lock to the rule about loops."""
# no-strip-test
import threading


class Registry:
    def __init__(self, listeners):
        self.lock = threading.Lock()
        self.listeners = listeners

    def add(self, key, listener):
        with self.lock:
            self.listeners[key] = listener

    def remove(self, key):
        with self.lock:
            del self.listeners[key]

    def notify(self, event):
        for listener in self.listeners.values():  # want RH103 "self.listeners"
            listener(event)

    def notify_copy(self, event):
        with self.lock:
            listeners = list(self.listeners.values())
        for listener in listeners:
            listener(event)
