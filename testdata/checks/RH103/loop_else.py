"""RH103: the else clause of a loop runs when its iterator is exhausted."""


class Names:
    def __init__(self):
        self.used = set()

    def claim(self, name):
        for other in self.used:
            if other == name:
                break
        else:
            self.used.add(name)

    def claim_inside(self, name):
        for other in self.used:
            if other != name:
                self.used.add(name)  # want RH103 "self.used"

    def claim_nested(self, names):
        for name in names:
            for other in self.used:
                if other == name:
                    break
            else:
                self.used.add(name)
