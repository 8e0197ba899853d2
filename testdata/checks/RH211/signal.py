"""RH211: a signal is sent while the lock is held that its receivers come to want."""
# no-strip-test: threads wait without async
import threading


class Signal:
    def __init__(self):
        self.receivers = []

    def connect(self, receiver):
        self.receivers.append(receiver)

    def send(self, sender):
        for receiver in list(self.receivers):
            receiver(sender)


class App:
    """Only one function takes the lock; a property comes to it."""

    def __init__(self):
        self.done = Signal()
        self.ready = False
        self._lock = threading.Lock()
        self._tasks = {}

    def finish(self):
        with self._lock:
            if not self.ready:
                self._tasks["first"] = 1
                self.done.send(sender=self)  # want RH211 warning "what is connected with self.done is called while self._lock is held"
                self.ready = True

    @property
    def tasks(self):
        self.finish()
        return self._tasks


class AppWithRLock:
    def __init__(self):
        self.done = Signal()
        self._lock = threading.RLock()
        self._tasks = {}

    def finish(self):
        with self._lock:
            self._tasks["first"] = 1
            self.done.send(sender=self)

    @property
    def tasks(self):
        self.finish()
        return self._tasks


class AppThatSendsLater:
    def __init__(self):
        self.done = Signal()
        self._lock = threading.Lock()
        self._tasks = {}

    def finish(self):
        with self._lock:
            self._tasks["first"] = 1
        self.done.send(sender=self)

    @property
    def tasks(self):
        self.finish()
        return self._tasks
