"""A thread clears what the strand that has started it tests and uses."""

import threading


def local_state():
    jobs = {}

    def expire():
        while True:
            jobs.clear()

    threading.Thread(target=expire).start()
    while True:
        name = input()
        if name in jobs:
            print(jobs[name])  # want RH101 "jobs"
        jobs[name] = 1


def local_state_with_a_lock():
    jobs = {}
    lock = threading.Lock()

    def expire():
        while True:
            with lock:
                jobs.clear()

    threading.Thread(target=expire).start()
    while True:
        name = input()
        with lock:
            if name in jobs:
                print(jobs[name])
            jobs[name] = 1


def one_call():
    jobs = {}

    def expire():
        while True:
            jobs.clear()

    threading.Thread(target=expire).start()
    while True:
        name = input()
        print(jobs.get(name))
        jobs[name] = 1


class Cache:
    def __init__(self):
        self.entries = {}

    def sweep(self):
        while True:
            self.entries.clear()

    def get(self, key):
        if key in self.entries:
            return self.entries[key]  # want RH101 "self.entries"
        return None


class Careful:
    def __init__(self):
        self.entries = {}

    def sweep(self):
        while True:
            self.entries.clear()

    def get(self, key):
        try:
            return self.entries[key]
        except KeyError:
            return None


def main():
    cache = Cache()
    threading.Thread(target=cache.sweep).start()
    print(cache.get("a"))
    careful = Careful()
    threading.Thread(target=careful.sweep).start()
    print(careful.get("a"))


main()
