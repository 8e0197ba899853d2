"""RH103: an element that is taken out and put in again in one step leaves the size as it was."""


def to_the_front(args):
    order = list(args)
    for i, arg in enumerate(order):
        if arg.first:
            order.insert(0, order.pop(i))
    return order


def to_the_end(args):
    order = list(args)
    for i, arg in enumerate(order):
        if arg.last:
            order.append(order.pop(i))  # want RH103 "order is changed"
    return order


def apart(args):
    order = list(args)
    for i, arg in enumerate(order):
        if arg.first:
            order.pop(i)  # want RH103 "order is changed"
    return order


class Registry:
    def __init__(self):
        self.commands = set()
        self.names = set()

    def add(self, command):
        self.remove(command)
        command.prepare()
        self.commands.add(command)

    def remove(self, command):
        self.commands.discard(command)

    def refresh(self):
        for command in self.commands:
            self.add(command)

    def forget(self):
        for command in self.commands:
            self.remove(command)  # want RH103 "self.commands is changed by .*remove"
