"""RH209: a thread waits for a queue or an event with a lock in hand that others want."""
# no-strip-test: what blocks blocks in one thread, too
import queue
import threading


class Dispatcher:
    def __init__(self):
        self.lock = threading.RLock()
        self.events = queue.Queue()
        self.ready = threading.Event()
        self.handlers = set()

    def dispatch(self):
        with self.lock:
            event = self.events.get()  # want RH209 warning "self.lock is held while self.events.get.. blocks, for as long as nothing comes"
            for handler in self.handlers:
                handler(event)

    def dispatch_for(self, timeout):
        with self.lock:
            event = self.events.get(block=True, timeout=timeout)  # want RH209 note "until something comes or its time is over"
            for handler in self.handlers:
                handler(event)

    def dispatch_unlocked(self):
        event = self.events.get()
        with self.lock:
            for handler in self.handlers:
                handler(event)

    def dispatch_what_is_there(self):
        with self.lock:
            event = self.events.get(block=False)
            for handler in self.handlers:
                handler(event)

    def drain(self):
        with self.lock:
            while not self.events.empty():
                self.events.get()

    def begin(self):
        with self.lock:
            self.ready.wait()  # want RH209 warning "self.lock is held while self.ready.wait"
            self.handlers.clear()

    def launch(self, work):
        with self.lock:
            threading.Thread(target=work).start()
            self.ready.wait()

    def add(self, handler):
        with self.lock:
            self.handlers.add(handler)


class Reader:
    """Whoever takes this lock is there to wait."""

    def __init__(self):
        self.lock = threading.Lock()
        self.items = queue.Queue()

    def one(self):
        with self.lock:
            return self.items.get()

    def two(self):
        with self.lock:
            return self.items.get(), self.items.get()


def pump(link, inbox):
    """What the queue is nobody says; the arguments do."""
    with link.mutex:
        return inbox.get(block=True)


class Link:
    def __init__(self):
        self.mutex = threading.Lock()
        self.inbox = None
        self.closed = False

    def next(self, inbox):
        with self.mutex:
            return inbox.get(block=True, timeout=None)  # want RH209 warning "self.mutex is held while inbox.get"

    def soon(self, inbox):
        with self.mutex:
            return inbox.get(True, 0.1)

    def close(self):
        with self.mutex:
            self.closed = True
