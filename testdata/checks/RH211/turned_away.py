"""RH211: a mark of the thread turns away whoever comes back."""
import threading


class Batch:
    def __init__(self, on_lost):
        self._lock = threading.Lock()
        self._busy = threading.local()
        self._on_lost = on_lost
        self._items = []

    def add(self, item):
        if getattr(self._busy, "flag", False):
            return
        self._busy.flag = True
        try:
            with self._lock:
                if len(self._items) > 100:
                    self._on_lost(item)
                    return
                self._items.append(item)
        finally:
            self._busy.flag = False
