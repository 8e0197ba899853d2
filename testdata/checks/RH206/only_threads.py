"""RH206: the handler interrupts the main thread, and only another one takes the lock."""
import signal
import threading


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 0

    def _count(self):
        while self.n < 10:
            with self.lock:
                self.n += 1

    def _stop(self, number, frame):
        with self.lock:
            self.n = 10


def main():
    counter = Counter()
    signal.signal(signal.SIGINT, counter._stop)
    threading.Thread(target=counter._count).start()
