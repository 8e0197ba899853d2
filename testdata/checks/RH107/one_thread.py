"""RH107 stays silent: one thread alone does all of it."""
# no-strip-test
import threading


class Loop:
    def __init__(self):
        self.lock = threading.Lock()
        self.timers = {}
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        self._step()
        self._tidy()

    def _step(self):
        with self.lock:
            if "now" in self.timers:
                self.timers.pop("now")

    def _tidy(self):
        self.timers.pop("late", None)
