"""RH201: a condition is the lock that it was made over."""
import threading


class Queue:
    def __init__(self):
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.stats = threading.Lock()

    def put(self):
        with self.not_empty:
            with self.stats:  # want RH201 "Queue.stats is acquired while Queue.mutex is held"
                pass

    def report(self):
        with self.stats:
            with self.mutex:
                pass


class Own:
    def __init__(self):
        self.mutex = threading.Lock()
        self.ready = threading.Condition()

    def put(self):
        with self.ready:
            with self.mutex:
                pass

    def get(self):
        with self.ready:
            self.ready.wait()
            with self.mutex:
                pass
