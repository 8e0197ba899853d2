"""RH101: who waits for the thread before it looks sees what the thread has added."""
# no-strip-test
# no-lock-test: adds to what the lock is not about
import threading


class Joins:
    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False
        self.pending = set()
        self.thread = None

    def start(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.closed:
            with self.lock:
                pass

    def add(self, task):
        if self.closed:
            raise RuntimeError("closed")
        self.pending.add(task)

    def close(self):
        self.closed = True
        self.stop()
        for task in list(self.pending):
            task.cancel()

    def stop(self):
        self.thread.join()


class Leaves:
    def __init__(self):
        self.lock = threading.Lock()
        self.closed = False
        self.pending = set()
        self.thread = None

    def start(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.closed:
            with self.lock:
                pass

    def add(self, task):
        if self.closed:
            raise RuntimeError("closed")
        self.pending.add(task)  # want RH101 warning "Leaves.close may run in another thread"

    def close(self):
        self.closed = True
        for task in list(self.pending):
            task.cancel()
        self.thread.join()
