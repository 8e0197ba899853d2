"""RH103: the callbacks of weak references come between any two steps of a loop."""
import weakref


class Members:
    def __init__(self):
        self.refs = set()

    def add(self, member):
        self.refs.add(weakref.ref(member, self._forget))

    def _forget(self, ref):
        self.refs.discard(ref)

    def names(self):
        return [ref().name for ref in self.refs if ref()]  # want RH103 "garbage collector"

    def copied(self):
        return [ref().name for ref in list(self.refs) if ref()]


class Named:
    def __init__(self):
        self.by_name = {}
        self.other = {}

    def add(self, name, member):
        def forget(ref):
            del self.by_name[name]

        self.by_name[name] = weakref.ref(member, forget)
        self.other[name] = member

    def show(self):
        for name in self.by_name:  # want RH103 "garbage collector"
            print(name)
        for name in self.other:
            print(name)


class Safe:
    def __init__(self):
        self.refs = weakref.WeakSet()

    def add(self, member):
        self.refs.add(member)

    def names(self):
        return [member.name for member in self.refs]
