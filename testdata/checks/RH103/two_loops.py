"""RH103: collected in one loop, changed in the next."""


class Watch:
    def __init__(self):
        self.targets = {}

    def prune(self):
        dead = []
        for name, target in self.targets.items():
            if not target.alive:
                dead.append(name)
        for name in dead:
            del self.targets[name]

    def prune_set(self):
        dead = set()
        for name, target in self.targets.items():
            if not target.alive:
                dead.add(name)
        while dead:
            del self.targets[dead.pop()]

    def prune_inner(self):
        for name, target in self.targets.items():
            for other in list(self.targets):
                if other != name and target == self.targets[other]:
                    del self.targets[other]  # want RH103 "self.targets"
