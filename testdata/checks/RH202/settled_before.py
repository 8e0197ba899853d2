"""RH202: what the callee tests has been settled under the lock."""
import threading


class Model:
    def __init__(self):
        self.lock = threading.Lock()
        self.source = None

    def build(self):
        with self.lock:
            if self.source is None:
                self.source = "code"
            return self.render()

    def render(self):
        if self.source is None:
            with self.lock:
                if self.source is None:
                    self.source = "code"
        return self.source


class Unsettled:
    def __init__(self):
        self.lock = threading.Lock()
        self.source = None

    def build(self):
        with self.lock:
            if self.source is not None:
                return self.source
            return self.render()  # want RH202 "Unsettled.lock is acquired again in Unsettled.render"

    def render(self):
        if self.source is None:
            with self.lock:
                self.source = "code"
        return self.source
