"""RH103: the name stands for another object by the time of the change."""


class Queue:
    def __init__(self):
        self.items = {}

    def flush(self):
        items, self.items = self.items, {}
        for key in items:
            self.items[key + "!"] = items[key]

    def rebuild(self):
        for key in self.items:
            self.items = {**self.items, key + "!": 1}

    def rebuild_then_delete(self):
        for key in self.items:
            self.items = dict(self.items)
            del self.items[key]

    def local(self, rows):
        for row in rows:
            rows = list(rows)
            rows.remove(row)

    def flush_alias(self):
        items = self.items
        for key in items:
            self.items[key + "!"] = 1  # want RH103 "items"
