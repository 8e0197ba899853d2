"""RH103: a property hands out the container itself, or a copy of it."""


class Node:
    def __init__(self):
        self._children = []
        self._marks = {}

    @property
    def children(self):
        return self._children

    @property
    def marks(self):
        return dict(self._marks)

    def detach(self, child):
        self._children.remove(child)

    def detach_all(self):
        for child in self.children:
            self.detach(child)  # want RH103 "self.children"

    def detach_here(self):
        for child in self.children:
            self._children.remove(child)  # want RH103 "self.children"

    def detach_copy(self):
        for child in list(self.children):
            self.detach(child)

    def unmark_all(self):
        for mark in self.marks:
            self._marks.pop(mark)


class QueueRef:
    def __init__(self, broker):
        self.broker = broker

    def stop(self):
        self.broker._children.remove(self)


class Consumer:
    def __init__(self):
        self._children = {}

    def stop(self):
        for ref in self._children.values():
            ref.stop()
        self._children = {}

    def register(self, key, ref: QueueRef):
        self._children[key] = ref
