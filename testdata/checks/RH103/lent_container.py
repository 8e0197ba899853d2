"""RH103: the container of another object, which one of its methods hands out live."""


class Rooms:
    def __init__(self):
        self._rooms = {}
        self._waiting = []

    def __iter__(self):
        return iter(self._rooms.values())

    def each(self):
        for room in self._rooms.values():
            yield room

    def names(self):
        yield from self._rooms

    @property
    def pairs(self):
        return self._rooms.items()

    def waiting(self):
        return self._waiting

    def snapshot(self):
        return list(self._rooms.values())

    def copied(self):
        for room in list(self._rooms.values()):
            yield room

    def taken(self):
        waiting = self._waiting
        self._waiting = []
        return waiting

    def close(self, name):
        self._rooms.pop(name)

    def admit(self, guest):
        self._waiting.remove(guest)

    def close_empty(self):
        for room in self:
            if not room.guests:
                self.close(room.name)  # want RH103 "self._rooms is changed by .*close"

    def close_all(self):
        for name in self.names():
            del self._rooms[name]  # want RH103 "self._rooms is changed while"


class Hotel:
    def __init__(self):
        self.rooms = Rooms()

    def by_iter(self):
        for room in self.rooms:
            if room.old:
                self.rooms.close(room.name)  # want RH103 "self.rooms._rooms is changed by"

    def by_generator(self):
        for room in self.rooms.each():
            if room.old:
                self.rooms.close(room.name)  # want RH103 "self.rooms._rooms is changed by"

    def by_property(self):
        for name, room in self.rooms.pairs:
            if room.old:
                self.rooms.close(name)  # want RH103 "self.rooms._rooms is changed by"

    def by_list(self):
        for guest in self.rooms.waiting():
            if guest.paid:
                self.rooms.admit(guest)  # want RH103 "self.rooms._waiting is changed by"

    def by_copy(self):
        for room in self.rooms.snapshot():
            self.rooms.close(room.name)

    def by_copying_generator(self):
        for room in self.rooms.copied():
            self.rooms.close(room.name)

    def copies_itself(self):
        for room in list(self.rooms):
            self.rooms.close(room.name)

    def swapped(self):
        for guest in self.rooms.taken():
            self.rooms.admit(guest)

    def another(self, other):
        for room in self.rooms:
            other.close(room.name)
