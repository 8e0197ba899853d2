"""RH103: sets, with every method that resizes them."""


class Peers:
    def __init__(self):
        self.known = set()
        self.banned = set()

    def drop(self, dead):
        for peer in self.known:
            if peer in dead:
                self.known.remove(peer)  # want RH103 "self.known"

    def discard(self, dead):
        for peer in self.known:
            if peer in dead:
                self.known.discard(peer)  # want RH103 "self.known"

    def widen(self):
        for peer in self.known:
            self.known.add(peer.neighbour)  # want RH103 "self.known"

    def widen_all(self):
        for peer in self.known:
            self.known |= peer.neighbours  # want RH103 "self.known"

    def narrow(self):
        for peer in self.known:
            self.known.difference_update(peer.enemies)  # want RH103 "self.known"

    def ban(self):
        for peer in self.known:
            self.banned.add(peer)

    def rebuilt(self, dead):
        self.known = {peer for peer in self.known if peer not in dead}
