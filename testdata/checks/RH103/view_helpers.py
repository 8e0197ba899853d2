"""RH103: views that a helper for several versions of Python makes."""
import six

items = lambda d: d.items()


def values(d):
    return d.values()


def copied(d):
    return list(d.items())


class Table:
    def __init__(self):
        self.rows = {}

    def by_lambda(self):
        for key, row in items(self.rows):  # the lambda is a variable
            if row.stale:
                self.rows.pop(key)  # want RH103 "self.rows"

    def by_function(self):
        for row in values(self.rows):
            if row.stale:
                del self.rows[row.key]  # want RH103 "self.rows"

    def by_six(self):
        for key, row in six.iteritems(self.rows):
            if row.stale:
                self.rows.pop(key)  # want RH103 "self.rows"

    def by_copy(self):
        for key, row in copied(self.rows):
            if row.stale:
                self.rows.pop(key)

    def replaced(self):
        for key, row in six.iteritems(self.rows):
            self.rows[key] = row.fresh()
