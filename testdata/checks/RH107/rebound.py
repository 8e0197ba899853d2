"""RH107: a dict is replaced by an empty one while others, under the lock, rely on its keys."""
# no-strip-test
import threading


class Watchers:
    def __init__(self, observer):
        self.lock = threading.Lock()
        self.handlers = {}
        self.observer = observer

    def watch(self, path, handler):
        with self.lock:
            if self.handlers.get(path) is None:
                self.handlers[path] = handler

    def unwatch(self, path):
        with self.lock:
            handler = self.handlers.get(path)
            if handler is None:
                return
            if handler.idle():
                del self.handlers[path]

    def close(self):
        self.handlers = {}  # want RH107 warning "self.handlers is replaced without self.lock"
        self.observer.stop()
        self.observer.join()


class Locked:
    def __init__(self, observer):
        self.lock = threading.Lock()
        self.handlers = {}
        self.observer = observer

    def watch(self, path, handler):
        with self.lock:
            if self.handlers.get(path) is None:
                self.handlers[path] = handler

    def unwatch(self, path):
        with self.lock:
            handler = self.handlers.get(path)
            if handler is None:
                return
            if handler.idle():
                del self.handlers[path]

    def close(self):
        with self.lock:
            self.handlers = {}
        self.observer.stop()
        self.observer.join()


class Tolerates:
    def __init__(self, observer):
        self.lock = threading.Lock()
        self.handlers = {}
        self.observer = observer

    def watch(self, path, handler):
        with self.lock:
            if self.handlers.get(path) is None:
                self.handlers[path] = handler

    def unwatch(self, path):
        with self.lock:
            handler = self.handlers.get(path)
            if handler is not None and handler.idle():
                self.handlers.pop(path, None)

    def close(self):
        self.handlers = {}
        self.observer.stop()
        self.observer.join()


class JoinsFirst:
    def __init__(self, observer):
        self.lock = threading.Lock()
        self.handlers = {}
        self.observer = observer

    def watch(self, path, handler):
        with self.lock:
            if self.handlers.get(path) is None:
                self.handlers[path] = handler

    def unwatch(self, path):
        with self.lock:
            handler = self.handlers.get(path)
            if handler is None:
                return
            if handler.idle():
                del self.handlers[path]

    def close(self):
        self.observer.stop()
        self.observer.join()
        self.handlers = {}
