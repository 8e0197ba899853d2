"""RH111: iterators and proxies are views, too."""
# no-strip-test
import threading
from types import MappingProxyType


class Table:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = {}

    def put(self, key, row):
        with self.lock:
            self.rows[key] = row

    def __iter__(self):
        with self.lock:
            return iter(self.rows)  # want RH111 "a live view of self.rows"

    def proxy(self):
        with self.lock:
            return MappingProxyType(self.rows)  # want RH111 "a live view of self.rows"

    def iterate_copy(self):
        with self.lock:
            return iter(list(self.rows))
