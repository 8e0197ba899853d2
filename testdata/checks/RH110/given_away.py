"""RH110: an object is changed after it was put into a queue or back into a pool."""
# no-strip-test
# no-rename-test: methods that give something away are known by their names
import queue
import threading


class Pool:
    def __init__(self):
        self._lock = threading.Lock()
        self._idle = []
        self._known = []

    def take(self):
        with self._lock:
            return self._idle.pop()

    def give_back(self, conn):
        with self._lock:
            conn.owner = None
            self._push(conn)

    def _push(self, conn):
        self._idle.append((conn.used, conn))

    def register(self, conn):
        with self._lock:
            self._known.append(conn)

    def put_known(self, conn):
        with self._lock:
            self._known.append(conn)


class Conn:
    def __init__(self, pool: Pool):
        self.pool = pool
        self.opened = None
        self.owner = None

    def close(self):
        self.pool.give_back(self)  # want RH110 "self is given away here"
        self.opened = None

    def close_right(self):
        self.opened = None
        self.pool.give_back(self)

    def announce(self):
        self.pool.put_known(self)
        self.opened = True


class Batches:
    def __init__(self):
        self.queue = queue.Queue()
        self.done = queue.Queue()

    def collect(self, rows):
        batch = []
        for row in rows:
            batch.append(row)
            if len(batch) > 100:
                self.queue.put(batch)  # want RH110 "batch is given away here"
                batch.clear()

    def collect_right(self, rows):
        batch = []
        for row in rows:
            batch.append(row)
            if len(batch) > 100:
                self.queue.put(batch)
                batch = []

    def collect_copies(self, rows):
        batch = []
        for row in rows:
            batch.append(row)
            if len(batch) > 100:
                self.queue.put(list(batch))
                batch.clear()

    def submit(self, job):
        self.queue.put(job)  # want RH110 "job is given away here"
        job.state = "queued"

    def submit_right(self, job):
        job.state = "queued"
        self.queue.put(job)

    def submit_and_wait(self, job):
        self.queue.put(job)
        self.queue.join()
        job.state = "done"
