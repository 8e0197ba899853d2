"""RH103: logging calls a handler under the handler's own lock."""
# no-strip-test
import collections
import logging


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.rows = collections.deque()

    def emit(self, record):
        self.rows.append(record)

    def dump(self):
        self.acquire()
        try:
            return [self.format(r) for r in self.rows]
        finally:
            self.release()

    def dump_openly(self):
        return [self.format(r) for r in self.rows]  # want RH103 warning "self.rows may be resized by Kept.emit"
