"""RH206: the lock lives on in what the destroyed object has made for others."""
import threading


class Batch:
    def __init__(self, nodes, lock):
        self.nodes = nodes
        self._lock = lock

    def run(self):
        with self._lock:
            return [node.ask() for node in self.nodes]


class Cluster:
    def __init__(self, nodes):
        self._lock = threading.Lock()
        self.nodes = nodes

    def batch(self):
        return Batch(self.nodes, lock=self._lock)

    def grow(self, node):
        with self._lock:
            self.nodes.append(node)

    def close(self):
        with self._lock:  # want RH206 error "takes self._lock, in Cluster.close"
            self.nodes.clear()

    def __del__(self):
        self.close()


class Reentrant:
    def __init__(self, nodes):
        self._lock = threading.RLock()
        self.nodes = nodes

    def batch(self):
        return Batch(self.nodes, lock=self._lock)

    def close(self):
        with self._lock:
            self.nodes.clear()

    def __del__(self):
        self.close()


class Kept:
    """What has the lock is a part of the object and goes with it."""

    def __init__(self, nodes):
        self._lock = threading.Lock()
        self.nodes = nodes
        self.part = Batch(nodes, self._lock)

    def close(self):
        with self._lock:
            self.nodes.clear()

    def __del__(self):
        self.close()
