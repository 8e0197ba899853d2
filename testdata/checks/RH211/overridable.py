"""RH211: methods that are there to be overridden, and arguments, on request only."""
import threading


class Machine:
    def __init__(self):
        self.lock = threading.Lock()
        self.state = "idle"

    def on_change(self):
        """Called with the lock held."""

    def switch(self, state):
        with self.lock:
            self.state = state
            self.on_change()  # note RH211 "Machine.on_change is called while self.lock is held"

    def update(self, change):
        with self.lock:
            self.state = change(self.state)  # note RH211 "the argument change is called"

    def current(self):
        with self.lock:
            return self.state
