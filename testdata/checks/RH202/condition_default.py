"""RH202: a threading condition has a reentrant lock unless it is given another."""
import threading


class Inbox:
    def __init__(self):
        self.changed = threading.Condition()
        self.plain = threading.Condition(threading.Lock())

    def put(self):
        with self.changed:
            self.tell()

    def tell(self):
        with self.changed:
            self.changed.notify()

    def put_plain(self):
        with self.plain:
            self.tell_plain()  # want RH202 "Inbox.plain is acquired again in Inbox.tell_plain"

    def tell_plain(self):
        with self.plain:
            self.plain.notify()
