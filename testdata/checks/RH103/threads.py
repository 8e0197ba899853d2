"""RH103: another thread changes the container while the loop runs."""
import threading


class Sessions:
    def __init__(self):
        self.live = {}
        self.kept = {}
        self.copied = {}
        self.swapped = {}
        self._lock = threading.Lock()

    def serve(self, name, conn):
        self.live[name] = conn
        with self._lock:
            self.kept[name] = conn
        self.copied[name] = conn
        self.swapped[name] = conn

    def sweep(self):
        for conn in self.live.values():  # want RH103 "self.live may be resized by .*serve.* in another thread"
            conn.ping()
        with self._lock:
            for conn in self.kept.values():
                conn.ping()
        for conn in list(self.copied.values()):
            conn.ping()
        swapped, self.swapped = self.swapped, {}
        for conn in swapped.values():
            conn.ping()


class Guarded:
    """The lock shows that the dict is shared; one reader forgets it."""

    def __init__(self):
        self._lock = threading.Lock()
        self.jobs = {}

    def add(self, key, job):
        with self._lock:
            self.jobs[key] = job

    def report(self):
        with self._lock:
            return [job.state for job in self.jobs.values()]

    def total(self):
        size = 0
        for job in self.jobs.values():  # want RH103 warning "self.jobs may be resized"
            size += job.size
        return size


def main(conns):
    sessions = Sessions()
    for name, conn in conns:
        threading.Thread(target=sessions.serve, args=(name, conn)).start()
    threading.Thread(target=sessions.sweep).start()


main([])
