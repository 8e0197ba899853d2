"""RH207: an event that is cleared after what it announces was looked at."""
# no-strip-test: threads wait without async
import threading


class Saver:
    def __init__(self, write):
        self.write = write
        self.flag = threading.Event()
        self.stopping = False

    def run(self):
        while True:
            self.flag.wait()
            if self.stopping:
                return
            self.flag.clear()  # want RH207 "self.flag is cleared after self.stopping has been looked at"
            self.write()

    def stop(self):
        self.stopping = True
        self.flag.set()


class Right:
    def __init__(self, write):
        self.write = write
        self.flag = threading.Event()
        self.stopping = False

    def run(self):
        while True:
            self.flag.wait()
            self.flag.clear()
            if self.stopping:
                return
            self.write()

    def stop(self):
        self.stopping = True
        self.flag.set()


class LooksAgain:
    def __init__(self, write):
        self.write = write
        self.flag = threading.Event()
        self.stopping = False

    def run(self):
        while not self.stopping:
            self.flag.wait()
            if self.stopping:
                return
            self.write()
            self.flag.clear()

    def stop(self):
        self.stopping = True
        self.flag.set()


class Limited:
    def __init__(self, write):
        self.write = write
        self.flag = threading.Event()
        self.items = []

    def run(self):
        while True:
            self.flag.wait(5)
            self.write(list(self.items))
            self.flag.clear()

    def add(self, item):
        self.items.append(item)
        self.flag.set()
