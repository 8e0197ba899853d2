"""RH103: a thread object goes through what its users change, in a loop or a generator expression."""
import threading


class Worker(threading.Thread):
    def __init__(self):
        super().__init__()
        self.pending = {}
        self.sizes = {}
        self.seen = set()
        self.guarded = {}
        self.lock = threading.Lock()

    def run(self):
        while True:
            for job in self.pending.values():  # want RH103 "self.pending may be resized by Worker.submit"
                job.step()
            print(max(len(name) for name in self.sizes))  # want RH103 "self.sizes may be resized by Worker.resize"
            self.sweep()
            with self.lock:
                for job in self.guarded.values():
                    job.step()

    def sweep(self):
        for job in list(self.seen):
            self.seen.discard(job)

    def submit(self, key, job):
        self.pending[key] = job
        self.seen.add(job)
        with self.lock:
            self.guarded[key] = job

    def resize(self, name, size):
        self.sizes[name] = size


class Monitor:
    def __init__(self):
        self.stats = {}
        self.thread = threading.Thread(target=self._loop)

    def begin(self):
        self.thread.start()

    def _loop(self):
        while True:
            print(sum(len(values) for values in self.stats.values()))  # want RH103 "self.stats may be resized by Monitor.count"

    def count(self, key):
        self.stats[key] = [key]
