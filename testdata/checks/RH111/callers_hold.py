"""RH111 stays silent: everybody who gets the list holds the lock meanwhile."""
import threading


class Pool:
    def __init__(self):
        self.lock = threading.RLock()
        self.conns = []

    def add(self, conn):
        with self.lock:
            self.conns.append(conn)

    def _live(self):
        with self.lock:
            return self.conns

    def close_all(self):
        with self.lock:
            for conn in self._live():
                conn.close()
