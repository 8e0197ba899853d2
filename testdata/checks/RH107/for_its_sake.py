"""RH107: a lock around one call is there for that call; one around other fields is there for those."""
# no-strip-test
import threading


class Beat:
    def __init__(self):
        self.last = 0

    def reset(self):
        self.last = 0

    def sent(self):
        self.last = self.last + 1


class Coordinator:
    def __init__(self):
        self.lock = threading.Lock()
        self.beat = Beat()
        self.owner = None

    def found(self, owner):
        with self.lock:
            self.owner = owner
            self.beat.reset()

    def lost(self):
        with self.lock:
            self.owner = None

    def tick(self):
        self.beat.sent()


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.beat = Beat()

    def start(self):
        with self.lock:
            self.beat.reset()

    def count(self):
        self.beat.sent()  # want RH107 warning "self.beat is changed by a call without self.lock"

    def again(self):
        self.beat.sent()
