"""RH103: the loop body calls a method that changes the container."""


class Connections:
    def __init__(self):
        self.live = {}
        self.closed = 0

    def _drop(self, key):
        self.closed += 1
        self.live.pop(key, None)

    def _drop_later(self, key):
        self._drop(key)

    def _count(self, key):
        self.closed += 1

    def sweep(self, now):
        for key, deadline in self.live.items():
            if deadline < now:
                self._drop(key)  # want RH103 "self.live"

    def sweep_deep(self, now):
        for key in self.live:
            self._drop_later(key)  # want RH103 "self.live"

    def sweep_copy(self, now):
        for key, deadline in list(self.live.items()):
            if deadline < now:
                self._drop(key)

    def sweep_once(self, now):
        for key, deadline in self.live.items():
            if deadline < now:
                self._drop(key)
                break

    def tally(self):
        for key in self.live:
            self._count(key)
