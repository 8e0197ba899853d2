"""RH202: acquired again four calls down."""
import threading


class Store:
    def __init__(self):
        self._lock = threading.Lock()
        self._rows = {}

    def put(self, key, row):
        with self._lock:
            self._rows[key] = row
            self._changed(key)  # want RH202 error "again in Store.count while Store.put holds it"

    def _changed(self, key):
        self._note("changed " + key)

    def _note(self, text):
        self._write(text, len(text))

    def _write(self, text, size):
        return self.count() + size

    def count(self):
        with self._lock:
            return len(self._rows)
