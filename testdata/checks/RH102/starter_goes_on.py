"""Whoever starts a thread goes on beside it, until it waits for the thread's end."""

import signal
import threading
from concurrent.futures import ThreadPoolExecutor

hits = 0
misses = 0
sold = 0
ticks = 0


def count_hits():
    global hits
    for _ in range(100_000):
        hits += 1  # want RH102 "hits"


def beside():
    global hits
    thread = threading.Thread(target=count_hits)
    thread.start()
    for _ in range(100_000):
        hits -= 1  # want RH102 "hits"
    thread.join()
    hits = hits + 1  # the thread has ended


def count_misses():
    global misses
    misses += 1


def after():
    global misses
    misses += 1  # before it starts
    threads = []
    thread = threading.Thread(target=count_misses)
    thread.start()
    threads.append(thread)
    for thread in threads:
        thread.join()
    misses += 1


returns = 0


def count_returns():
    global returns
    returns += 1


def in_with():
    global returns
    with ThreadPoolExecutor(1) as pool:
        pool.submit(count_returns)
    returns += 1  # the pool has waited


class Shop:
    def __init__(self):
        self.sold = 0
        self.lock = threading.Lock()
        self.paid = 0

    def serve(self):
        while True:
            self.sold += 1  # want RH102 "self.sold"
            with self.lock:
                self.paid += 1

    def run(self):
        clerk = threading.Thread(target=self.serve)
        clerk.start()
        self.correct()

    def correct(self):
        self.sold -= 1  # want RH102 "self.sold"
        with self.lock:
            self.paid -= 1


def on_signal(number, frame):
    global ticks
    ticks += 1  # runs to its end


def watch():
    global ticks
    signal.signal(signal.SIGUSR1, on_signal)
    while True:
        ticks -= 1  # want RH102 "ticks"
