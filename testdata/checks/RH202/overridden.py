"""RH202: the base class calls a hook under its lock, and a subclass takes the lock in it."""
import threading


class Service:
    def __init__(self):
        self.lock = threading.Lock()

    def start(self):
        with self.lock:
            self.on_start()  # want RH202 "Service.lock is acquired again in Web.on_start while Service.start holds it"

    def on_start(self):
        pass


class Web(Service):
    def on_start(self):
        with self.lock:
            pass


class Mail(Service):
    def on_start(self):
        pass
