"""RH202: another object's lock is another lock."""
from __future__ import annotations

import threading


class Node:
    def __init__(self, following: Node = None):
        self.lock = threading.Lock()
        self.following = following
        self.children = []

    def size(self):
        with self.lock:
            return 1 + (self.following.size() if self.following else 0)

    def total(self):
        with self.lock:
            return sum(child.total() for child in self.children)

    def copy(self):
        with self.lock:
            new = Node()
            new.size()
            return new
