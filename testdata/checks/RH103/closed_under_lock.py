"""RH103: who closes the door under the lock may walk through what nobody enters any more."""
# no-rename-test: that a method is not for others shows in its name
# no-strip-test
# no-lock-test: one class has a lock that does not help
import threading


class Crew:
    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False
        self.threads = set()

    def submit(self, job):
        with self.lock:
            if self.closed:
                raise RuntimeError("closed")
            self._grow(job)

    def _grow(self, job):
        t = threading.Thread(target=job)
        t.start()
        self.threads.add(t)

    def shutdown(self):
        with self.lock:
            self.closed = True
        for t in self.threads:
            t.join()

    def names(self):
        return [t.name for t in self.threads]  # want RH103 warning "self.threads may be resized by Crew._grow"


class Careless:
    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False
        self.threads = set()

    def submit(self, job):
        if self.closed:
            raise RuntimeError("closed")
        t = threading.Thread(target=job)
        t.start()
        with self.lock:
            self.threads.add(t)  # want RH101 "Careless.shutdown may run in another thread"

    def shutdown(self):
        with self.lock:
            self.closed = True
        for t in self.threads:  # want RH103 warning "self.threads may be resized by Careless.submit"
            t.join()
