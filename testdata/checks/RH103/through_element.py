"""RH103: an element reaches back to the collection that holds it."""


class Room:
    def __init__(self):
        self.guests = set()

    def close(self):
        for guest in self.guests:
            self.evict(guest)  # want RH103 "self.guests"

    def evict(self, guest):
        guest.room = None
        self.guests.discard(guest)

    def close_safely(self):
        while self.guests:
            self.evict(next(iter(self.guests)))

    def close_swapped(self):
        guests, self.guests = self.guests, set()
        for guest in guests:
            self.evict(guest)


class Guest:
    def __init__(self, room: Room):
        self.room = room
        room.guests.add(self)
