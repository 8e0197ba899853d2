"""RH103: a public set of callbacks that users of the object edit, perhaps from a callback."""


class Clock:
    def __init__(self):
        self.on_second = set()
        self.on_minute = set()
        self.on_hour = set()
        self._on_day = set()

    def run(self):
        on_second = self.on_second
        while True:
            for callback in on_second:  # want RH103 "self.on_second|on_second is iterated over"
                callback()
            for callback in list(self.on_minute):
                callback()
            for callback in self.on_hour:
                callback()
            for callback in self._on_day:
                callback()
