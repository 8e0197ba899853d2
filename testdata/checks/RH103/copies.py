"""RH103: every way to iterate over a copy is fine."""
from copy import copy


class Table:
    def __init__(self):
        self.rows = {}
        self.names = set()
        self.order = []

    def all_copies(self, bad):
        for key in list(self.rows):
            del self.rows[key]
        for key in tuple(self.rows):
            del self.rows[key]
        for key in sorted(self.rows):
            del self.rows[key]
        for key in set(self.rows):
            del self.rows[key]
        for key in self.rows.copy():
            del self.rows[key]
        for key in dict(self.rows):
            del self.rows[key]
        for key, row in dict(self.rows).items():
            del self.rows[key]
        for key in frozenset(self.names):
            self.names.discard(key)
        for name in self.names - bad:
            self.names.remove(name)
        for name in [*self.names]:
            self.names.remove(name)
        for name in self.order[:]:
            self.order.remove(name)
        for name in copy(self.order):
            self.order.remove(name)
        for name in [n for n in self.order if n in bad]:
            self.order.remove(name)

    def still_live(self):
        for name in self.names:
            self.names.discard(name)  # want RH103 "self.names"
