"""RH205: functions that are there to leave the lock held."""
import threading


class Turn:
    def __init__(self):
        self.lock = threading.Lock()
        self.on = True

    def begin(self):
        self.lock.acquire()
        if not self.on:
            self.lock.release()
            return False
        return True

    def end(self):
        self.lock.release()

    def pause(self, seconds, clock):
        self.lock.release()
        try:
            clock.nap(seconds)
        finally:
            self.lock.acquire()
