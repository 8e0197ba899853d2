"""RH103: a generator expression is lazy, a list comprehension is not."""


class Index:
    def __init__(self):
        self.words = {}

    def prune(self):
        short = (w for w in self.words if len(w) < 3)
        for word in short:
            del self.words[word]  # want RH103 "self.words"

    def prune_inline(self):
        for word in (w for w in self.words if len(w) < 3):
            del self.words[word]  # want RH103 "self.words"

    def prune_listed(self):
        for word in [w for w in self.words if len(w) < 3]:
            del self.words[word]

    def prune_consumed(self):
        short = set(w for w in self.words if len(w) < 3)
        for word in short:
            del self.words[word]
