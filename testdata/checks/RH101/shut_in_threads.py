"""RH101: another thread closes the object between the test of its flag and what comes in."""
import threading


class Registry:
    """Threads, with the test in a locked section of its own."""

    def __init__(self):
        self._lock = threading.Lock()
        self._stopped = False
        self._workers = []

    def add(self, worker):
        with self._lock:
            if self._stopped:
                return
        worker.prepare()
        with self._lock:
            self._workers.append(worker)  # want RH101 "self._stopped was tested under self._lock, which is given up before"

    def add_in_one(self, worker):
        worker.prepare()
        with self._lock:
            if self._stopped:
                return
            self._workers.append(worker)

    def stop(self):
        with self._lock:
            self._stopped = True
            for worker in self._workers:
                worker.stop()


class Jobs:
    """No lock at the test; the flag says that jobs are drained already."""

    def __init__(self):
        self._lock = threading.Lock()
        self.running = False
        self._pending = []

    def add(self, job):
        if not self.running:
            self._pending.append(job)  # want RH101 "Jobs.start may run in another thread after self.running was tested"
        else:
            job()

    def start(self):
        with self._lock:
            self.running = True
            for job in self._pending:
                job()
            self._pending.clear()
