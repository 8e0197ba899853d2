"""RH205: a call between acquire and release may fail."""
import threading


class Printer:
    def __init__(self, device):
        self.lock = threading.Lock()
        self.device = device
        self.pages = 0

    def show(self, text):
        self.lock.acquire()  # want RH205 warning "self.lock is acquired here, but if the function gets an exception"
        self.device.write_line(text)
        self.lock.release()

    def show_well(self, text):
        self.lock.acquire()
        try:
            self.device.write_line(text)
        finally:
            self.lock.release()

    def count(self):
        self.lock.acquire()
        self.pages += 1
        self.lock.release()
