"""RH101: what a thread makes of the object's class is another object."""
# no-strip-test
import threading


class Runner:
    def __init__(self, target):
        self.target = target
        self.thread = None

    def open(self):
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self):
        self.target()


class Client:
    def __init__(self, options):
        self.runner = Runner(self.refresh)
        self.helper = None
        self.runner.open()
        if options:
            self.helper = Client(None)

    def refresh(self):
        return Client({"a": 1})

    def close(self):
        if self.helper:
            self.helper.close()
        self.runner.thread.join()


class Looping:
    def __init__(self):
        self.beat = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self):
        self.beat = make_beat()
        self.beat.go_on()

    def close(self):
        if self.beat:  # want RH101 warning "may not have set self.beat yet"
            self.beat.quit()
        self.thread.join()


def make_beat():
    return object()
