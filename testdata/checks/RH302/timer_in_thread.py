"""RH302: a threading.Timer, started through a local."""
# no-strip-test
import threading


class Saver:
    def __init__(self, path):
        self.path = path
        self.pending = None
        self.text = ""

    def changed(self, text):
        self.text = text
        timer = threading.Timer(2.0, self._save)  # want RH302 "self.pending"
        timer.daemon = True
        timer.start()
        self.pending = timer

    def replace(self, text):
        if self.pending is not None:
            self.pending.cancel()
        self.text = text
        self.pending = threading.Timer(0.1, self._save)
        self.pending.start()

    def _save(self):
        with open(self.path, "w") as out:
            out.write(self.text)


class SaverRight:
    def __init__(self, path):
        self.path = path
        self.pending = None
        self.text = ""

    def changed(self, text):
        self.text = text
        before, self.pending = self.pending, threading.Timer(2.0, self._save)
        if before is not None:
            before.cancel()
        self.pending.start()

    def replace(self, text):
        if self.pending is not None:
            self.pending.cancel()
        self.text = text
        self.pending = threading.Timer(0.1, self._save)
        self.pending.start()

    def _save(self):
        with open(self.path, "w") as out:
            out.write(self.text)
