"""RH106: jobs of a thread pool."""
# no-strip-test
from concurrent.futures import ThreadPoolExecutor


class Model:
    shared = None

    @classmethod
    def load(cls):
        if not cls.shared:
            cls.shared = Model()  # want RH106 error "cls.shared"
        return cls.shared


def work(item):
    return Model.load()


def main(items):
    with ThreadPoolExecutor() as pool:
        for item in items:
            pool.submit(work, item)
