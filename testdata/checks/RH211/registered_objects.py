"""RH211: a method of registered objects, which unregister themselves."""
import threading


class Bus:
    def __init__(self):
        self._lock = threading.Lock()
        self._peers = {}

    def join(self, name, peer):
        with self._lock:
            self._peers[name] = peer

    def leave(self, name):
        with self._lock:
            del self._peers[name]

    def tell(self, event):
        with self._lock:
            for peer in self._peers.values():
                peer.dispatch(event)  # want RH211 "an element of self._peers is called while self._lock is held"

    def tell_unlocked(self, event):
        with self._lock:
            peers = list(self._peers.values())
        for peer in peers:
            peer.dispatch(event)
