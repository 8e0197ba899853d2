"""RH205: the same condition decides about both halves."""
import threading


class Mover:
    def __init__(self, device):
        self.lock = threading.Lock()
        self.device = device

    def move(self, level):
        if level:
            self.lock.acquire()
        try:
            self.device.run_all()
        finally:
            if level:
                self.lock.release()

    def move_flag(self, level):
        held = False
        try:
            if level > 2:
                self.lock.acquire()
                held = True
            self.device.run_all()
        finally:
            if held:
                self.lock.release()
