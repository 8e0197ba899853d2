"""RH211: logging under a lock that no handler wants."""
import logging
import threading

logger = logging.getLogger(__name__)


class Store:
    def __init__(self):
        self._lock = threading.Lock()
        self._lines = []

    def add(self, line):
        with self._lock:
            logger.debug("one more")
            self._lines.append(line)


class ToList(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(self.format(record))
