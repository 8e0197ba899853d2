"""RH103: a logging handler, whose emit any thread may call at any time."""
import collections
import logging


class Recent(logging.Handler):
    def __init__(self, capacity):
        super().__init__()
        self.records = collections.deque(maxlen=capacity)
        self.by_name = {}
        self.levels = []

    def emit(self, record):
        self.records.append(record)
        self.by_name[record.name] = record
        self.levels.append(record.levelno)

    def dump(self):
        out = []
        for record in self.records:  # want RH103 "self.records may be resized by Recent.emit"
            out.append(self.format(record))
        return out

    def names(self):
        return [name for name, _ in self.by_name.items()]  # want RH103 "self.by_name may be resized by"

    def snapshot(self):
        return [self.format(record) for record in list(self.records)]

    def severe(self):
        return [level for level in self.levels if level > 40]


class Plain:
    def __init__(self):
        self.records = collections.deque(maxlen=10)

    def emit(self, record):
        self.records.append(record)

    def dump(self):
        return [str(record) for record in self.records]
