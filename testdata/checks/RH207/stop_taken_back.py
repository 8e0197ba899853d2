"""RH207: a stop signal that is taken back before the old thread has seen it."""
# no-strip-test: threads wait without async
import threading
import time


class Sampler:
    def __init__(self, sample):
        self.sample = sample
        self.event = threading.Event()

    def start(self):
        self.event.clear()  # want RH207 "self.event is cleared for a new thread although an old one may not have seen it yet"
        threading.Thread(target=self.run, daemon=True).start()

    def stop(self):
        self.event.set()

    def run(self):
        while True:
            if self.event.is_set():
                break
            self.sample()
            time.sleep(1)


class OneEach:
    def __init__(self, sample):
        self.sample = sample
        self.event = threading.Event()

    def start(self):
        self.event = threading.Event()
        threading.Thread(target=self.run, args=(self.event,), daemon=True).start()

    def stop(self):
        self.event.set()

    def run(self, event):
        while not event.is_set():
            self.sample()
            time.sleep(1)


class Waits:
    def __init__(self, sample):
        self.sample = sample
        self.event = threading.Event()
        self.thread = None

    def start(self):
        self.event.clear()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def stop(self):
        self.event.set()
        self.thread.join()

    def run(self):
        while not self.event.is_set():
            self.sample()
            time.sleep(1)
