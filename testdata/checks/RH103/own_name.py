"""RH103: an element that stores itself under its own name is there already; a copy is not."""


class Client:
    known = {}

    def __init__(self, name):
        self.name = name
        Client.known[self.name] = self

    def renew(self):
        Client.known[self.name] = self

    def double(self):
        Client.known[self.name + "-copy"] = self


def renew_all():
    for _, client in Client.known.items():
        client.renew()


def double_all():
    for _, client in Client.known.items():
        client.double()  # want RH103 "Client.known is changed"
