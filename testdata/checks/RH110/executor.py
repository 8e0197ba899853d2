"""RH110: a job of a pool begins with the call that submits it."""
# no-strip-test
from concurrent.futures import ThreadPoolExecutor
from functools import partial


class Early:
    def __init__(self, paths):
        self.paths = paths
        self.pool = ThreadPoolExecutor(2)
        self.future = self.pool.submit(self.load)  # want RH110 error "self.cache"
        self.cache = {}

    def load(self):
        for path in self.paths:
            self.cache[path] = open(path).read()


class Partial:
    def __init__(self, paths):
        self.pool = ThreadPoolExecutor(2)
        self.pool.submit(partial(self.load, paths))  # want RH110 error "self.cache"
        self.cache = {}

    def load(self, paths):
        for path in paths:
            self.cache[path] = open(path).read()


class Last:
    def __init__(self, paths):
        self.paths = paths
        self.cache = {}
        self.pool = ThreadPoolExecutor(2)
        self.pool.submit(self.load)

    def load(self):
        for path in self.paths:
            self.cache[path] = open(path).read()


class Waits:
    def __init__(self, paths):
        self.paths = paths
        self.cache = None
        self.pool = ThreadPoolExecutor(2)
        self.pool.submit(self.load).result()
        self.cache = {}

    def load(self):
        for path in self.paths:
            self.cache[path] = open(path).read()
