"""RH107: looked at under the lock, used after it."""
# no-strip-test
import threading


class Pipe:
    def __init__(self, waker):
        self.lock = threading.Lock()
        self.waker = waker
        self.other = waker
        self.closing = False
        self.items = []

    def add(self, item):
        with self.lock:
            if self.closing:
                raise RuntimeError("closing")
            self.items.append(item)
        self.waker.wake()  # want RH107 warning "self.waker may be closed by now"

    def add_inside(self, item):
        with self.lock:
            if self.closing:
                raise RuntimeError("closing")
            self.items.append(item)
            self.waker.wake()

    def add_tolerant(self, item):
        with self.lock:
            if self.closing:
                raise RuntimeError("closing")
            self.items.append(item)
        try:
            self.waker.wake()
        except OSError:
            pass

    def add_other(self, item):
        with self.lock:
            if self.closing:
                raise RuntimeError("closing")
            self.items.append(item)
        self.other.wake()

    def shut(self):
        with self.lock:
            self.closing = True
        self.waker.close()
