"""RH201: a lock in the class body is one lock for all instances."""
import threading


class Plugin:
    registry_lock = threading.Lock()

    def __init__(self):
        self.lock = threading.Lock()

    def register(self):
        with self.registry_lock:
            with self.lock:  # want RH201 "Plugin.lock is acquired while Plugin.registry_lock is held"
                pass

    def unregister(self):
        with self.lock:
            with Plugin.registry_lock:
                pass
