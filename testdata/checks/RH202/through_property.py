"""RH202: a property takes the lock of its caller."""
import threading


class Progress:
    def __init__(self):
        self._lock = threading.Lock()
        self._done = 0

    @property
    def done(self):
        with self._lock:
            return self._done

    def __str__(self):
        with self._lock:
            return "done: %d" % self.done  # want RH202 "again in Progress.done while Progress.__str__ holds it"

    def text(self):
        with self._lock:
            return "done: %d" % self._done
