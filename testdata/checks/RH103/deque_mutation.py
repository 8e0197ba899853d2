"""RH103: a deque raises as soon as it is changed under its iterator."""
from collections import deque


class Backlog:
    def __init__(self):
        self.waiting = deque()

    def trim(self, limit):
        for item in self.waiting:
            if len(self.waiting) > limit:
                self.waiting.popleft()  # want RH103 "self.waiting"

    def requeue(self):
        for item in self.waiting:
            if item.retry:
                self.waiting.append(item)  # want RH103 "self.waiting"

    def trim_while(self, limit):
        while len(self.waiting) > limit:
            self.waiting.popleft()

    def requeue_copy(self):
        for item in list(self.waiting):
            if item.retry:
                self.waiting.append(item)
