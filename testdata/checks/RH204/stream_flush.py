"""RH204: a stream whose flush waits for its own thread, which may write to it."""
# no-strip-test: threads wait without async
import io
import threading


class Out(io.TextIOBase):
    def __init__(self, service):
        self.service = service

    def flush(self):
        done = threading.Event()
        self.service.schedule(self._flush)
        self.service.schedule(done.set)
        if not done.wait(10):  # want RH204 "the thread of self.service is to set what this waits for"
            print("timed out")

    def _flush(self):
        print("flushed")


class Asks(io.TextIOBase):
    def __init__(self, service):
        self.service = service

    def flush(self):
        if threading.current_thread() is self.service.thread:
            self._flush()
            return
        done = threading.Event()
        self.service.schedule(self._flush)
        self.service.schedule(done.set)
        done.wait(10)

    def _flush(self):
        print("flushed")


class NoStream:
    def __init__(self, service):
        self.service = service

    def settle(self):
        done = threading.Event()
        self.service.schedule(done.set)
        done.wait(10)
