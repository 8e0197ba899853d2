"""RH103: keys that the loop has shown to exist, and reads that insert."""
from collections import Counter, defaultdict


class Scores:
    def __init__(self):
        self.points = {}
        self.groups = defaultdict(list)
        self.counts = Counter()

    def swap(self, a, b):
        for name in self.points:
            if b in self.points:
                self.points[b] = self.points[name]

    def raise_all(self):
        for name in self.points:
            self.points[name] += 1

    def touch(self):
        for name in self.groups:
            if self.groups[name + "!"]:  # miss RH103 "reading a defaultdict inserts the key"
                print(name)

    def fill(self):
        for name in self.groups:
            self.groups[name].append(1)

    def count(self, words):
        for word in words:
            self.counts[word] += 1
