"""RH104: each thread has its own, or the value is computed and the same for all."""
# no-strip-test
import threading


class Session:
    pass


_local = threading.local()


class Pool:
    def __init__(self, items):
        self.items = items
        self.mine = threading.local()
        self.total = None

    def session(self):
        if not hasattr(self.mine, "session"):
            self.mine.session = Session()
        return self.mine.session

    def sum(self):
        if self.total is None:
            self.total = sum(self.items)
        return self.total

    def run(self):
        self.session()
        self.sum()
        if getattr(_local, "session", None) is None:
            _local.session = Session()


def main():
    p = Pool([1, 2])
    for _ in range(3):
        threading.Thread(target=p.run).start()
