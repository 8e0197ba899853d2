"""RH106: the lock is taken, but nobody tests again inside it."""
# no-strip-test
import threading


class Driver:
    _driver = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._driver is None:
            with cls._lock:
                cls._driver = cls()  # want RH106 error "cls._driver"
        return cls._driver


def main():
    for _ in range(2):
        threading.Thread(target=Driver.get).start()
