"""RH110: the event is set before the result that it announces."""
# no-strip-test
import threading


class Early:
    def __init__(self):
        self.done = threading.Event()
        self.result = None

    def work(self, job):
        result = job()
        self.done.set()  # want RH110 warning "self.result"
        self.result = result

    def wait(self):
        self.done.wait()
        return self.result


class Asks:
    def __init__(self):
        self.done = threading.Event()
        self.result = None

    def work(self, job):
        self.done.set()  # want RH110 warning "self.result"
        self.result = job()

    def get(self):
        if not self.done.is_set():
            return 0
        return self.result


class Last:
    def __init__(self):
        self.done = threading.Event()
        self.result = None

    def work(self, job):
        self.result = job()
        self.done.set()

    def wait(self):
        self.done.wait()
        return self.result


class Unrelated:
    def __init__(self):
        self.done = threading.Event()
        self.result = None

    def work(self, job):
        self.result = job()
        self.done.set()
        self.finished = 1

    def wait(self):
        self.done.wait()
        return self.result

    def state(self):
        return self.finished


class Shutdown:
    """The event ends the reader's loop, and what it reads is cleared after that."""

    def __init__(self):
        self.ended = threading.Event()
        self.queue = None

    def stop(self):
        self.ended.set()
        self.thread.join()
        self.queue = []

    def run(self):
        while not self.ended.is_set():
            print(self.queue)
