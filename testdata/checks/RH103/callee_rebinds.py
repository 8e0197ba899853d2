"""RH103: the callee fills another container, or does not come to the change."""


class Index:
    def __init__(self):
        self.entries = {}
        self.open = {}

    def _reload(self):
        self.entries = {}
        for name in ("a", "b"):
            self.entries[name] = 1

    def lookup(self, name):
        self._reload()
        return self.entries[name]

    def walk(self):
        for name in self.entries:
            print(self.lookup(name))

    def _merge(self, name):
        if name == "*":
            self.entries = {}
        self.entries[name + "!"] = 1

    def walk_merged(self):
        for name in self.entries:
            self._merge(name)  # want RH103 "self.entries"

    def close(self, name, detach=True):
        print("closing", name)
        if detach:
            self.open.pop(name)

    def close_all(self):
        for name in self.open:
            self.close(name, detach=False)
        self.open.clear()

    def close_each(self):
        for name in self.open:
            self.close(name, True)  # want RH103 "self.open"
