"""RH110: a registry that calls, and one that only watches over what it is given."""
# no-rename-test: what a container of weak references is shows in its name
# no-strip-test
import threading


class WeakBag:
    def __init__(self):
        self.refs = set()

    def add(self, thing):
        self.refs.add(id(thing))


class Bag:
    def __init__(self):
        self.things = []

    def add(self, thing):
        self.things.append(thing)


seen = WeakBag()
kept = Bag()


class Watched:
    def __init__(self, name):
        seen.add(self)
        self.name = name

    def begin(self):
        return self.name.upper()


class Kept:
    def __init__(self, name):
        kept.add(self)  # want RH110 warning "the thread"
        self.name = name

    def begin(self):
        return self.name.upper()


def serve(a: Watched, b: Kept):
    a.begin()
    b.begin()


def main():
    threading.Thread(target=serve, args=(Watched("a"), Kept("b"))).start()
