"""RH202: a function that calls itself under its lock."""
import threading


class Tree:
    def __init__(self):
        self.lock = threading.Lock()
        self.again = threading.RLock()
        self.rows = []

    def walk(self, depth):
        with self.lock:
            if depth > 0:
                self.walk(depth - 1)  # want RH202 "Tree.lock is acquired again in Tree.walk while Tree.walk holds it"

    def walk_again(self, depth):
        with self.again:
            if depth > 0:
                self.walk_again(depth - 1)
