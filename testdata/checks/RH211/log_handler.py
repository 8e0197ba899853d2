"""RH211: the program's own log handler takes the lock."""
import logging
import threading

logger = logging.getLogger(__name__)


class Store:
    def __init__(self):
        self._lock = threading.Lock()
        self._lines = []

    def add(self, line):
        with self._lock:
            if len(self._lines) > 100:
                logger.warning("too many lines")  # want RH211 "the handlers of the log is called while self._lock is held"
                return
            self._lines.append(line)

    def add_outside(self, line):
        with self._lock:
            full = len(self._lines) > 100
            if not full:
                self._lines.append(line)
        if full:
            logger.warning("too many lines")


STORE = Store()


class ToStore(logging.Handler):
    def emit(self, record):
        STORE.add(self.format(record))
