"""RH103: a class that is a dict iterates and changes itself."""
from collections import OrderedDict, UserDict


class Lru(OrderedDict):
    limit = 3

    def shrink(self):
        for key in self:
            if len(self) > self.limit:
                del self[key]  # want RH103 "self"

    def shrink_while(self):
        while len(self) > self.limit:
            self.popitem(last=False)


class Box(UserDict):
    def wipe(self):
        for key in list(self):
            del self[key]


ordered = OrderedDict(a=1, b=2)
for name in ordered:
    ordered.move_to_end(name)  # miss RH103 "reordered, not resized"
