"""RH204: a join of all threads there are."""
# no-strip-test: threads wait without async
import threading


class Bus:
    def __init__(self):
        self.threads = []

    def block(self):
        for t in threading.enumerate():
            if t is not threading.current_thread() and not t.daemon:
                t.join()  # want RH204 "joins all threads, the main thread among them"

    def block_well(self):
        for t in threading.enumerate():
            if t is threading.current_thread() or t is threading.main_thread():
                continue
            t.join()

    def own(self):
        for t in self.threads:
            t.join()

    def not_long(self):
        for t in threading.enumerate():
            if t is not threading.current_thread():
                t.join(1)
