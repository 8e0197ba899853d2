"""RH103: the container, its view or its iterator has a second name."""


class Cache:
    def __init__(self):
        self.entries = {}

    def prune(self):
        entries = self.entries
        for key in entries:
            self.entries.pop(key)  # want RH103 "entries"

    def prune_alias(self):
        entries = self.entries
        for key in self.entries:
            del entries[key]  # want RH103 "entries"

    def prune_view(self):
        items = self.entries.items()
        for key, value in items:
            if not value:
                del self.entries[key]  # want RH103 "self.entries"

    def prune_iterator(self):
        it = iter(self.entries)
        for key in it:
            del self.entries[key]  # want RH103 "self.entries"

    def prune_copy(self):
        keys = list(self.entries)
        for key in keys:
            del self.entries[key]

    def prune_filtered(self):
        stale = [key for key, value in self.entries.items() if not value]
        for key in stale:
            del self.entries[key]
