"""RH110: the thread waits until all is ready, or both sides hold a lock."""
# no-strip-test
import queue
import threading


class Event:
    def __init__(self):
        self.ready = threading.Event()
        threading.Thread(target=self.run).start()
        self.items = []
        self.ready.set()

    def run(self):
        self.ready.wait()
        print(self.items)


class Locked:
    def __init__(self):
        self.lock = threading.Lock()
        with self.lock:
            threading.Thread(target=self.run).start()
            self.items = []

    def run(self):
        with self.lock:
            print(self.items)


class Queued:
    def __init__(self):
        self.queue = queue.Queue()
        threading.Thread(target=self.run).start()
        self.items = []

    def run(self):
        while True:
            job = self.queue.get()
            self.items.append(job)


class Handled:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.items = []

    def run(self):
        try:
            print(self.items)
        except AttributeError:
            pass


class ByClass:
    items = ()

    def __init__(self, items):
        threading.Thread(target=self.run).start()
        self.items = items

    def run(self):
        print(self.items)


class SetsItself:
    def __init__(self):
        threading.Thread(target=self.run).start()
        self.count = 0

    def run(self):
        self.count = 1
        print(self.count)


class Timed:
    def __init__(self):
        self.timer = threading.Timer(30, self.run)
        self.timer.start()
        self.items = []

    def run(self):
        print(self.items)
