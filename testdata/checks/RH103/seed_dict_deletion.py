"""RH103: the pattern of the rule's description and its fix."""


def should_delete(key):
    return key.startswith("_")


class Registry:
    def __init__(self):
        self.data = {}

    def prune(self):
        for key in self.data:
            if should_delete(key):
                del self.data[key]  # want RH103 "self.data"

    def prune_copy(self):
        for key in list(self.data.keys()):
            if should_delete(key):
                del self.data[key]
