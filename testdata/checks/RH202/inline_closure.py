"""RH202: a helper runs the closure that it is given."""
import threading


def retry(work):
    for _ in range(3):
        try:
            return work()
        except OSError:
            pass


class Disk:
    def __init__(self):
        self.lock = threading.Lock()

    def write(self):
        with self.lock:
            def attempt():
                with self.lock:
                    pass

            retry(attempt)  # want RH202 "Disk.lock is acquired again in Disk.write.*while Disk.write holds it"

    def read(self):
        def attempt():
            with self.lock:
                pass

        return retry(attempt)
