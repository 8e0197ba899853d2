"""RH103: containers behind or, conditional expressions, walrus and set algebra."""


class Hub:
    def __init__(self):
        self.peers = {}
        self.groups = {}

    def drop_any(self):
        for name in self.peers or ():
            del self.peers[name]  # want RH103 "self.peers"

    def drop_either(self, all_groups):
        for name in self.groups if all_groups else self.peers:
            self.peers.pop(name)  # want RH103 "self.peers"

    def drop_named(self):
        for name in (peers := self.peers):
            peers.pop(name)  # want RH103 "peers"

    def drop_difference(self, keep):
        for name in self.peers.keys() - keep:
            del self.peers[name]

    def drop_both(self):
        for name in self.peers.keys() & self.groups.keys():
            del self.peers[name]
            del self.groups[name]

    def drop_one(self):
        name = next(iter(self.peers))
        del self.peers[name]

    def drop_found(self, test):
        name = next((n for n in self.peers if test(n)), None)
        if name is not None:
            del self.peers[name]

    def drop_flagged(self):
        for name in self.peers:
            if name.startswith("_"):
                break
        else:
            return
        del self.peers[name]

    def rename(self, change):
        for name in self.peers:
            self.peers[change(name)] = self.peers.pop(name)  # want RH103 "self.peers"
