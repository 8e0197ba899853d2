"""RH103: a function is given the container, or the object that holds it."""


def discard(table, key):
    table.pop(key, None)


def look(table, key):
    table = dict(table)
    table.pop(key, None)
    return table


def forget(cache, key):
    del cache.rows[key]


class Cache:
    def __init__(self):
        self.rows = {}

    def purge(self):
        for key in self.rows:
            discard(self.rows, key)  # want RH103 "self.rows is changed by discard"

    def purge_owner(self):
        for key in self.rows:
            forget(self, key)  # want RH103 "self.rows is changed by forget"

    def purge_other(self, other: "Cache"):
        for key in self.rows:
            forget(other, key)
            discard(other.rows, key)

    def show(self):
        for key in self.rows:
            print(look(self.rows, key))


def purge_local(names):
    table = {name: 1 for name in names}
    for key in table:
        discard(table, key=key)  # want RH103 "table is changed by discard"


class Tree:
    def __init__(self):
        self.children = []

    def drop(self, child):
        self.children.remove(child)

    def collapse(self):
        for child in self.children:
            child.collapse()
            child.drop(child)
