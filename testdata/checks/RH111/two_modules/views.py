from base import Locked


class Viewed(Locked):
    def keys(self):
        with self.guard:
            return self.entries.keys()  # want RH111 "a live view of self.entries"

    def key_list(self):
        with self.guard:
            return list(self.entries.keys())
