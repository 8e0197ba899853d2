"""RH106: the singleton of the rule's description, and its fix."""
# no-strip-test
import threading


class Service:
    _instance = None

    @classmethod
    def get(cls):
        if cls._instance is None:
            cls._instance = cls()  # want RH106 error "cls._instance empty"
        return cls._instance


class Safe:
    _instance = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = cls()
        return cls._instance


def main():
    for _ in range(4):
        threading.Thread(target=Service.get).start()
        threading.Thread(target=Safe.get).start()
