"""RH101: `if items: items.pop()` in several threads."""
# no-strip-test
import threading
from collections import deque


class Stack:
    def __init__(self, items):
        self.items = list(items)
        self.ring = deque(items)
        self.rest = list(items)
        self.lock = threading.Lock()

    def take(self):
        if self.items:
            return self.items.pop()  # want RH101 error "last element of self.items"
        return None

    def take_left(self):
        if len(self.ring) > 0:
            return self.ring.popleft()  # want RH101 error "last element of self.ring"
        return None

    def take_locked(self):
        with self.lock:
            if self.rest:
                return self.rest.pop()
        return None

    def run(self):
        self.take()
        self.take_left()
        self.take_locked()


def main():
    s = Stack([1, 2, 3])
    for _ in range(3):
        threading.Thread(target=s.run).start()
