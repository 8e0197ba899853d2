"""RH211: the callable is an argument of the constructor."""
import threading


class Buffer:
    def __init__(self, on_full, make_row):
        self._lock = threading.Lock()
        self._on_full = on_full
        self._make_row = make_row
        self._rows = []

    def add(self, row):
        with self._lock:
            self._rows.append(row)
            if len(self._rows) > 100:
                self._on_full(self._rows)  # want RH211 "self._on_full is called while self._lock is held"

    def add_made(self, text):
        with self._lock:
            row = self._make_row(text)  # note RH211 "self._make_row is called"
            self._rows.append(row)

    def size(self):
        with self._lock:
            return len(self._rows)


class Fixed:
    def __init__(self, on_full):
        self._lock = threading.Lock()
        self._on_full = on_full
        self._rows = []

    def add(self, row):
        with self._lock:
            self._rows.append(row)
            full = len(self._rows) > 100
        if full:
            self._on_full(self._rows)

    def size(self):
        with self._lock:
            return len(self._rows)
