"""RH205: attempts that may fail hold only where they succeeded."""
import threading


class Job:
    def __init__(self, device):
        self.lock = threading.Lock()
        self.device = device

    def try_run(self):
        if not self.lock.acquire(blocking=False):
            raise RuntimeError("busy")
        try:
            self.device.run_all()
        finally:
            self.lock.release()

    def try_run_badly(self):
        if self.lock.acquire(timeout=1):  # want RH205 "gets an exception"
            self.device.run_all()
            self.lock.release()
        else:
            raise RuntimeError("busy")
