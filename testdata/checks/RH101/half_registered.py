"""RH101: the claim in one locked section, what it claims in a later one."""
# no-strip-test
import threading


class Meter:
    def __init__(self):
        self.lock = threading.Lock()
        self.other = threading.Lock()
        self.names = set()
        self.items = {}

    def _register(self, name):
        with self.lock:
            known = name in self.names
            self.names.add(name)
            return known

    def get(self, name):
        known = self._register(name)
        if known:
            with self.other:
                return self.items[name]  # want RH101 warning "later"
        item = object()
        with self.other:
            self.items[name] = item
        return item

    def get_or_none(self, name):
        if self._register(name):
            with self.other:
                return self.items.get(name)
        item = object()
        with self.other:
            self.items[name] = item
        return item


class Together:
    def __init__(self):
        self.lock = threading.RLock()
        self.names = set()
        self.items = {}

    def _register(self, name):
        with self.lock:
            known = name in self.names
            self.names.add(name)
            return known

    def get(self, name):
        with self.lock:
            if not self._register(name):
                self.items[name] = object()
            return self.items[name]
