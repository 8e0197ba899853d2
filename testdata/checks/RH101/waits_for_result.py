"""RH101: a loop that waits for the result of each job has one of them at a time."""
from concurrent.futures import ThreadPoolExecutor


class Prompt:
    def __init__(self):
        self.loading = None

    def ask(self):
        if self.loading is not None:
            self.loading.cancel()
        self.loading = None


class Overlapping:
    def __init__(self):
        self.loading = None

    def ask(self):
        if self.loading is not None:
            self.loading.cancel()  # want RH101 "self.loading"
        self.loading = None


def one_at_a_time():
    pool = ThreadPoolExecutor(4)
    prompt = Prompt()
    while True:
        print(pool.submit(prompt.ask).result())


def all_at_once():
    pool = ThreadPoolExecutor(4)
    prompt = Overlapping()
    for _ in range(4):
        pool.submit(prompt.ask)
