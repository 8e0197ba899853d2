"""RH208: the class that prepares itself."""
# no-strip-test: processes and threads do without async
import os
import threading


class Batch:
    def __init__(self):
        self.items = []
        self.renew()
        os.register_at_fork(after_in_child=self.renew)

    def renew(self):
        self.lock = threading.Lock()
        self.worker = threading.Thread(target=self.run, daemon=True)
        self.worker.start()

    def run(self):
        while True:
            with self.lock:
                self.items.clear()
