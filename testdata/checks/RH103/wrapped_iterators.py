"""RH103: enumerate, zip, map, filter and reversed iterate lazily over what they get."""
from itertools import chain, islice


class Fleet:
    def __init__(self):
        self.ships = {}
        self.crews = {}

    def by_number(self):
        for i, name in enumerate(self.ships):
            if i > 10:
                del self.ships[name]  # want RH103 "self.ships"

    def in_pairs(self):
        for ship, crew in zip(self.ships, self.crews):
            self.crews.pop(crew)  # want RH103 "self.crews"

    def mapped(self):
        for name in map(str.lower, self.ships):
            self.ships.pop(name, None)  # want RH103 "self.ships"

    def filtered(self):
        for name in filter(None, self.ships.keys()):
            del self.ships[name]  # want RH103 "self.ships"

    def backwards(self):
        for name in reversed(self.ships):
            del self.ships[name]  # want RH103 "self.ships"

    def chained(self):
        for name in chain(self.ships, self.crews):
            self.ships.pop(name, None)  # want RH103 "self.ships"

    def enumerated_copy(self):
        for i, name in enumerate(list(self.ships)):
            del self.ships[name]

    def sliced_copy(self):
        for name in list(islice(self.ships, 10)):
            del self.ships[name]

    def sorted_items(self):
        for name, ship in sorted(self.ships.items()):
            del self.ships[name]
