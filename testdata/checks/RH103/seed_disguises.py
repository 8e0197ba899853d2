"""RH103: the deletion of the rule's description, in several disguises."""
# no-strip-test
import threading


def bad(k):
    return k.startswith("x")


class Direct:
    def __init__(self):
        self.data = {}

    def prune(self):
        for key in self.data:
            if bad(key):
                del self.data[key]  # want RH103 error ""


class Helper:
    def __init__(self):
        self.data = {}

    def prune(self):
        for key in self.data:
            if bad(key):
                self._drop(key)  # want RH103 error ""

    def _drop(self, key):
        del self.data[key]


class Base:
    def __init__(self):
        self.items = set()

    def remove(self, x):
        self.items.discard(x)


class Child(Base):
    def sweep(self):
        for x in self.items:
            if bad(x):
                self.remove(x)  # want RH103 error ""


def alias(reg):
    d = reg.entries
    for k, v in d.items():
        if not v:
            reg.entries.pop(k)  # want RH103 error ""


def closure(names):
    seen = {n: 0 for n in names}

    def forget(n):
        del seen[n]

    for n in seen:
        if bad(n):
            forget(n)  # want RH103 error ""


class Threads:
    def __init__(self):
        self.data = {}
        threading.Thread(target=self.run).start()

    def run(self):
        while True:
            for key in self.data:  # want RH103 warning ""
                print(key)

    def add(self, k):
        self.data[k] = 1

    def drop(self, k):
        self.data.pop(k, None)


class Fixed:
    def __init__(self):
        self.data = {}

    def prune(self):
        for key in list(self.data.keys()):
            if bad(key):
                del self.data[key]
