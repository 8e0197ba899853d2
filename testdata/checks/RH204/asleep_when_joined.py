"""RH204: a thread is joined that is asleep, and nobody wakes it."""
# no-strip-test: threads wait without async
import queue
import threading


class Writer:
    def __init__(self):
        self.queue = queue.Queue()
        self.running = True
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while self.running:
            print(self.queue.get())

    def write(self, line):
        self.queue.put(line)

    def stop(self):
        self.running = False
        self.thread.join()  # want RH204 warning "Writer.stop sets self.running and joins Writer.run, which may be waiting for self.queue"


class WriterWoken(Writer):
    """The same loop, and a mark that wakes it."""

    def __init__(self):
        self.lines = queue.Queue()
        self.active = True
        self.worker = threading.Thread(target=self.work)
        self.worker.start()

    def work(self):
        while self.active:
            print(self.lines.get())

    def add(self, line):
        self.lines.put(line)

    def stop(self):
        self.active = False
        self.lines.put("")
        self.worker.join()


class WriterInTime:
    def __init__(self):
        self.queue = queue.Queue()
        self.running = True
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while self.running:
            try:
                print(self.queue.get(timeout=1))
            except queue.Empty:
                continue

    def write(self, line):
        self.queue.put(line)

    def stop(self):
        self.running = False
        self.thread.join()


class Ticker(threading.Thread):
    """A thread by inheritance; it waits in a helper, and the flag is an event."""

    def __init__(self):
        super().__init__()
        self.kick = threading.Event()
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.is_set():
            self._pause()
            self._work()

    def _pause(self):
        self.kick.wait()
        self.kick.clear()

    def _work(self):
        pass

    def poke(self):
        self.kick.set()

    def close(self):
        self.stopped.set()
        self.join()  # want RH204 warning "sets self.stopped and joins Ticker.run, which may be waiting for self.kick"


class TickerWoken(threading.Thread):
    def __init__(self):
        super().__init__()
        self.wakeup = threading.Event()
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.is_set():
            self.wakeup.wait()
            self.wakeup.clear()

    def poke(self):
        self.wakeup.set()

    def close(self):
        self.stopped.set()
        self.poke()
        self.join()


jobs = queue.Queue()
alive = True


def work():
    while alive:
        jobs.get()()


def submit(job):
    jobs.put(job)


def main():
    global alive
    thread = threading.Thread(target=work)
    thread.start()
    alive = False
    thread.join()  # want RH204 warning "main sets alive and joins work, which may be waiting for jobs"
