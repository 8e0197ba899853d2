"""RH111 stays silent: the list is replaced as a whole and never changed in place."""
import threading


class Snapshot:
    def __init__(self):
        self.lock = threading.Lock()
        self.peers = []

    def update(self, peers):
        with self.lock:
            self.peers = list(peers)

    def get(self):
        with self.lock:
            return self.peers
