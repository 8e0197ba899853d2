"""RH201: a callback that runs inline takes the second lock; one for another strand does not."""
import threading


class Registry:
    def __init__(self):
        self.lock = threading.Lock()
        self.names = {}

    def update(self, change):
        with self.lock:  # want RH201 "Registry.lock is acquired while Screen.lock is held, and Registry.update"
            change(self.names)


class Screen:
    def __init__(self, registry: Registry):
        self.lock = threading.Lock()
        self.registry = registry

    def redraw(self, names):
        with self.lock:
            pass

    def rename(self):
        self.registry.update(self.redraw)

    def clear(self):
        with self.lock:
            self.registry.update(dict.clear)

    def later(self):
        with self.lock:
            threading.Thread(target=self.registry.update, args=(print,)).start()
