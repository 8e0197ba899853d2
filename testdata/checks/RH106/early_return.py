"""RH106: the early return form."""
# no-strip-test
import threading

_pool = None


class Pool:
    def __init__(self, size):
        self.size = size


def pool():
    global _pool
    if _pool is not None:
        return _pool
    size = 4
    _pool = Pool(size)  # want RH106 error "_pool"
    return _pool


def main():
    for _ in range(2):
        threading.Thread(target=pool).start()
