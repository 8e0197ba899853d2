"""RH104: the instance of the rule's description, as threads see it, and its fix."""
# no-strip-test
import threading


class Connection:
    pass


def create():
    return Connection()


class Holder:
    def __init__(self):
        self._instance = None

    def get(self):
        if self._instance is None:
            self._instance = create()  # want RH104 error "self._instance"
        return self._instance


class Guarded:
    def __init__(self):
        self._instance = None
        self._lock = threading.Lock()

    def get(self):
        with self._lock:
            if self._instance is None:
                self._instance = create()
        return self._instance


class ClassWide:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        with cls._lock:
            if cls._instance is None:
                cls._instance = create()
        return cls._instance


def main():
    plain, guarded = Holder(), Guarded()
    for _ in range(4):
        threading.Thread(target=plain.get).start()
        threading.Thread(target=guarded.get).start()
        threading.Thread(target=ClassWide.get).start()
