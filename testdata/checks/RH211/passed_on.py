"""RH211: the helper gets the callback as an argument."""
import threading


class Download:
    def __init__(self):
        self._lock = threading.Lock()
        self._done = []

    def when_done(self, callback):
        with self._lock:
            self._done.append(callback)

    def finish(self):
        with self._lock:
            self._run_all(self._done)  # want RH211 "an element of self._done is called in Download._run"
            self._done = []

    def finish_swapped(self):
        with self._lock:
            done, self._done = self._done, []
        self._run_all(done)

    def _run_all(self, callbacks):
        for callback in callbacks:
            self._run(callback)

    def _run(self, callback):
        callback()
