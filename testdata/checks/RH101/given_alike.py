"""Workers that are made with one and the same container, and objects given to threads."""

import threading


class Worker(threading.Thread):
    def __init__(self, cache, lock):
        super().__init__()
        self.cache = cache
        self.lock = lock
        self.own = {}

    def run(self):
        for i in range(100):
            if i in self.cache:
                del self.cache[i]  # want RH101 "self.cache"
            if i in self.own:
                del self.own[i]


class Careful(threading.Thread):
    def __init__(self, cache, lock):
        super().__init__()
        self.cache = cache
        self.lock = lock

    def run(self):
        for i in range(100):
            with self.lock:
                if i in self.cache:
                    del self.cache[i]


class Separate(threading.Thread):
    def __init__(self, cache):
        super().__init__()
        self.cache = cache

    def run(self):
        for i in range(100):
            if i in self.cache:
                del self.cache[i]


class Board:
    def __init__(self):
        self.slots = {}


def clean(board):
    for i in range(100):
        if i in board.slots:
            del board.slots[i]  # want RH101 "board.slots"


def start():
    cache = {}
    lock = threading.Lock()
    workers = [Worker(cache, lock) for _ in range(4)] + [Careful(cache, lock) for _ in range(4)]
    workers += [Separate({}) for _ in range(4)]
    for worker in workers:
        worker.start()
    board = Board()
    for _ in range(4):
        threading.Thread(target=clean, args=(board,)).start()
