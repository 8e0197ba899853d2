"""RH107 stays silent: the object is being set up, or its thread has not started or has ended."""
import threading


class Worker:
    def __init__(self, first):
        self.lock = threading.Lock()
        self.queue = {}
        self.thread = threading.Thread(target=self.work)
        self._fill(first)

    def _fill(self, items):
        for item in items:
            self.queue[item] = None

    def start(self):
        self.queue.pop("sentinel", None)
        self.thread.start()

    def join(self):
        self.thread.join()
        self.queue.pop("rest", None)

    def work(self):
        with self.lock:
            if "stop" not in self.queue:
                self.queue["stop"] = None

    def put(self, item):
        with self.lock:
            self.queue[item] = None
