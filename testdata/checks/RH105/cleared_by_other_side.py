"""RH105: an attribute that the other side of the object sets to None: a callback or thread, or its users."""
# no-rename-test
# no-lock-test
import threading


class Puller:
    """A method that is given away as a value runs on the transport's thread."""

    def __init__(self):
        self._closing = threading.Lock()
        self._leases = None
        self._clock = None

    def open(self):
        self._leases = Leases(self)
        self._clock = Clock()
        self._transport = Transport(first=self._first_request, again=self._again, local=self._local)

    def close(self):
        with self._closing:
            self._leases = None
            self._clock = None

    def _first_request(self):
        return list(self._leases.ids())  # want RH105 "self._leases may be None by now"

    def _again(self):
        if self._leases is None:
            return []
        return [self._clock]

    def _local(self):
        leases = self._leases
        return leases and leases.ids()


class Joiner:
    """The callback that clears the attribute may run as soon as it is registered."""

    def __init__(self, group):
        self.lock = threading.RLock()
        self.reply = None
        self.kept = None
        self.group = group

    def join(self):
        with self.lock:
            self.reply = self.group.ask()
            self.reply.add_callback(self._joined)
            self.reply.add_errback(self._failed)  # want RH105 "Joiner._joined may have cleared it"

    def join_kept(self):
        with self.lock:
            reply = self.reply = self.group.ask()
            reply.add_callback(self._joined)
            reply.add_errback(self._failed)

    def join_other(self):
        self.kept = self.group.ask()
        self.kept.add_callback(self._joined)
        self.kept.add_errback(self._failed)

    def forget(self):
        self.kept = None

    def _joined(self, answer):
        with self.lock:
            self.reply = None

    def _failed(self, error):
        with self.lock:
            self.reply = None


class Emitter(threading.Thread):
    """The object's own thread on one side, its users on the other."""

    def __init__(self):
        super().__init__()
        self.source = None
        self.log = None

    def run(self):
        while True:
            self._step()

    def _step(self):
        self.source.wait()
        event = self.source.read()  # want RH105 "Emitter.stop may have cleared it"
        self.log.write(event)

    def stop(self):
        self.source.close()
        self.source = None


class OneSide:
    """Nothing here runs on another thread."""

    def __init__(self):
        self.guard = threading.Lock()
        self.file = None

    def write(self, text):
        self.file.write(text)
        self.file.flush()

    def close(self):
        self.file = None
