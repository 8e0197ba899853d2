"""RH103: another container than the one under the iterator changes."""


class Rooms:
    def __init__(self):
        self.members = {}
        self.empty = set()
        self.users = {}

    def leave(self, user):
        for room in self.members:
            self.members[room].discard(user)

    def leave_values(self, user):
        for group in self.members.values():
            group.discard(user)

    def collect(self):
        for room, group in self.members.items():
            if not group:
                self.empty.add(room)
        for room in self.empty:
            self.members.pop(room, None)
        self.empty.clear()

    def forget(self):
        for user in self.empty:
            self.users.pop(user, None)

    def merge(self, other):
        for room in other.members:
            self.members[room] = other.members[room]

    def leave_room(self, room):
        for user in self.members[room]:
            self.members[room].discard(user)  # want RH103 "self.members"
