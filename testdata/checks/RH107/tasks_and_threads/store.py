"""RH107: executor jobs take the lock, a coroutine on the loop does not."""
# no-strip-test
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = {}

    def load(self, key):
        with self.lock:
            if key not in self.rows:
                self.rows[key] = len(self.rows)
            return self.rows[key]

    async def evict(self, key):
        self.rows.pop(key, None)  # want RH107 "self.rows is changed without self.lock"
