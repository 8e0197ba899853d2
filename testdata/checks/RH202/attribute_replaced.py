"""RH202: a wrapper that takes the place of what it calls does not call itself."""
import threading

lock = threading.Lock()


class Hooked:
    def __init__(self):
        original = self.hook

        def hook(*args):
            with lock:
                return original(*args)

        self.hook = hook
