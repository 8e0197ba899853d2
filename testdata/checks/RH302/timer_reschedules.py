"""RH302: a timer that starts itself again is not pending when it does; a guard keeps others out."""
# no-strip-test


class Beat:
    def __init__(self, loop, link):
        self.loop = loop
        self.link = link
        self.beat = None

    def start(self):
        self._tick()

    def _tick(self):
        self.link.ping()
        self.beat = self.loop.call_later(10, self._tick)

    def heard(self):
        self.beat.cancel()
        self.beat = self.loop.call_later(20, self._tick)


class Once:
    def __init__(self, loop):
        self.loop = loop
        self.flusher = None
        self.lines = []

    def log(self, line):
        self.lines.append(line)
        if self.flusher is None:
            self.flusher = self.loop.call_later(1, self._flush)

    def _flush(self):
        self.flusher = None
        self.lines.clear()

    def hurry(self):
        self.flusher.cancel()
        self._flush()


class Caller:
    def __init__(self, loop):
        self.loop = loop
        self.later = None

    def _stop_timer(self):
        if self.later:
            self.later.cancel()

    def _arm(self):
        self.later = self.loop.call_later(1, print)

    def heard(self):
        self._stop_timer()
        self._arm()

    def closing(self):
        self._stop_timer()
