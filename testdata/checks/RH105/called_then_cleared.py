"""RH105: a callback that is removed after it was called may have registered the next one."""
# no-strip-test


class Channel:
    def __init__(self):
        self._on_get = None
        self._on_ok = None
        self._ready = []
        self._later = []
        self._fixed = self.close

    def get(self, callback):
        if self._on_get is not None:
            raise RuntimeError("busy")
        self._on_get = callback
        self._on_ok = callback

    def when_ready(self, callback):
        self._ready.append(callback)
        self._later.append(callback)

    def close(self):
        pass

    def _got(self, message):
        if self._on_get is not None:
            self._on_get(message)
            self._on_get = None  # want RH105 "what the callback itself registers by Channel.get is lost"

    def _become_ready(self):
        for callback in self._ready:
            callback()
        self._ready.clear()

    def _swap(self):
        later, self._later = self._later, []
        for callback in later:
            callback()

    def _take_first(self, message):
        callback, self._on_ok = self._on_ok, None
        if callback is not None:
            callback(message)

    def _same(self, message):
        callback = self._on_ok
        self._on_ok(message)
        if self._on_ok is callback:
            self._on_ok = None

    def _own(self):
        self._fixed()
        self._fixed = None
