"""RH103: the loop holds the lock that the change forgets."""
# no-rename-test: methods that prepare an object are known by their names
import threading


class Nodes:
    def __init__(self):
        self._lock = threading.RLock()
        self.nodes = {}
        self.slots = {}
        self.names = {}
        self.other = {}

    def primaries(self):
        with self._lock:
            return [node for node in self.nodes.values() if node.primary]  # want RH103 "self.nodes may be resized by Nodes.move_to_end"

    def by_slot(self):
        with self._lock:
            return [node.name for node in self.slots.values()]

    def all_names(self):
        with self._lock:
            return [name.upper() for name in self.names]

    def move_to_end(self, name):
        node = self.nodes.pop(name)
        self.nodes[name] = node

    def assign(self, slot, node):
        with self._lock:
            self.slots[slot] = node

    def rename(self, node):
        with self._lock:
            self._set(node)

    def start(self, nodes):
        for node in nodes:
            self._set(node)

    def _set(self, node):
        self.names[node.name] = node


class Update:
    """The lock is there for one method only."""

    def __init__(self):
        self._update_lock = threading.Lock()
        self.rules = {}

    def update(self, filters):
        with self._update_lock:
            for rule in self.rules.values():
                rule.apply(filters)

    def create(self, rule):
        self.rules[rule.name] = rule


class Scheduler:
    """Whoever configures it does so before it runs."""

    def __init__(self):
        self._lock = threading.RLock()
        self.stores = {}
        self.configure({})

    def configure(self, stores):
        self.stores.clear()
        self.stores.update(stores)

    def shutdown(self):
        with self._lock:
            for store in self.stores.values():
                store.close()

    def jobs(self):
        with self._lock:
            return [job for store in self.stores.values() for job in store]
