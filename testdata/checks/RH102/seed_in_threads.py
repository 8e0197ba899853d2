"""RH102: the counter of the rule's description in threads, in several disguises, and its fix."""
# no-strip-test
import threading
from concurrent.futures import ThreadPoolExecutor


class Direct:
    def __init__(self):
        self.counter = 0
        self.lock = threading.Lock()
        self.safe = 0

    def bump(self):
        self.counter += 1  # want RH102 error "another thread"

    def bump_safe(self):
        with self.lock:
            self.safe += 1


def main_direct():
    d = Direct()
    for _ in range(4):
        threading.Thread(target=d.bump).start()
        threading.Thread(target=d.bump_safe).start()


class Helper:
    def __init__(self):
        self.n = 0

    def run(self):
        for _ in range(100):
            self._add(1)

    def _add(self, k):
        self.n = self.n + k  # want RH102 error "another thread"

    def start(self):
        ts = [threading.Thread(target=self.run) for _ in range(3)]
        for t in ts:
            t.start()


class Base:
    def __init__(self):
        self.total = 0

    def count(self):
        self.total += 1  # want RH102 error "another thread"


class Child(Base):
    def work(self):
        self.count()

    def go(self):
        with ThreadPoolExecutor(4) as pool:
            for _ in range(10):
                pool.submit(self.work)


HITS = 0


def hit():
    global HITS
    HITS += 1  # want RH102 error "another thread"


def main_global():
    with ThreadPoolExecutor() as pool:
        pool.map(lambda _: hit(), range(10))


def closure():
    done = 0

    def work():
        nonlocal done
        done += 1  # want RH102 error "another thread"

    ts = [threading.Thread(target=work) for _ in range(5)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return done


class Alias:
    def __init__(self):
        self.stats = {"n": 0}

    def run(self):
        stats = self.stats
        stats["n"] += 1  # want RH102 error "another thread"

    def start(self):
        for _ in range(3):
            threading.Thread(target=self.run).start()
