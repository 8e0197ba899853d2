"""RH103: update, |= and clear on the dict at hand."""


class Config:
    def __init__(self):
        self.parts = {}

    def expand(self):
        for name, part in self.parts.items():
            self.parts.update(part.children)  # want RH103 "self.parts"

    def expand_or(self):
        for name, part in self.parts.items():
            self.parts |= part.children  # want RH103 "self.parts"

    def wipe(self):
        for name in self.parts:
            if name == "reset":
                self.parts.clear()  # want RH103 "self.parts"

    def expand_later(self):
        found = {}
        for part in self.parts.values():
            found.update(part.children)
        self.parts.update(found)

    def wipe_after(self):
        for name in self.parts:
            print(name)
        self.parts.clear()
