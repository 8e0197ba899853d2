"""RH107: the caller of stop() clears what the thread works on under its lock."""
# no-strip-test
import threading


class Poller(threading.Thread):
    def __init__(self, source):
        super().__init__()
        self.source = source
        self.lock = threading.Lock()
        self.snapshot = source.read()

    def run(self):
        while self.source.open:
            self.poll()

    def poll(self):
        with self.lock:
            fresh = self.source.read()
            self.source.compare(self.snapshot, fresh)
            self.snapshot = fresh

    def stop(self):
        self.snapshot = None  # want RH107 warning "self.snapshot is replaced without self.lock"


class Careful(threading.Thread):
    def __init__(self, source):
        super().__init__()
        self.source = source
        self.lock = threading.Lock()
        self.snapshot = source.read()

    def run(self):
        with self.lock:
            fresh = self.source.read()
            self.source.compare(self.snapshot, fresh)
            self.snapshot = fresh

    def stop(self):
        with self.lock:
            self.snapshot = None
