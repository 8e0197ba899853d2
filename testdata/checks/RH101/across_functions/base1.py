"""What another module tests."""


class Store:
    def __init__(self):
        self.entries = {}

    def known(self, key):
        return key in self.entries

    def drop(self, key):
        del self.entries[key]
