"""RH201: one order everywhere, however deep the calls."""
import threading


class Pipeline:
    def __init__(self):
        self.outer = threading.Lock()
        self.middle = threading.Lock()
        self.inner = threading.Lock()

    def run(self):
        with self.outer:
            self.stage()

    def stage(self):
        with self.middle:
            self.emit()

    def emit(self):
        with self.inner:
            pass

    def shortcut(self):
        with self.outer:
            with self.inner:
                pass


threads = [threading.Thread(target=Pipeline().run) for _ in range(4)]
