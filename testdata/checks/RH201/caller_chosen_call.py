"""RH201: the second object's lock is taken by its own method."""
from __future__ import annotations

import threading


class Node:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = []

    def put(self, item):
        with self.lock:  # want RH201 "the lock of target is acquired while that of self is held"
            self.items.append(item)

    def move_all(self, target: Node):
        with self.lock:
            while self.items:
                target.put(self.items.pop())

    def move_all_safely(self, target: Node):
        with self.lock:
            items, self.items = self.items, []
        for item in items:
            target.put(item)
