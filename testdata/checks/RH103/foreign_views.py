"""RH103: views made by functions of a package that is not here."""
from compatibility import items, itervalues, keys, lists


class Consumer:
    def __init__(self):
        self.queues = {}

    def revive(self, channel):
        for name, queue in items(self.queues):
            self.queues.pop(name, None)  # want RH103 "self.queues is changed while"
            queue = queue.bind(channel)
            self.queues[queue.name] = queue

    def drop(self):
        for name in keys(self.queues):
            if name.startswith("amq."):
                del self.queues[name]  # want RH103 "self.queues is changed while"

    def expire(self):
        for queue in itervalues(self.queues):
            if queue.expired:
                self.queues.pop(queue.name)  # want RH103 "self.queues is changed while"

    def revive_all(self, channel):
        for name, queue in list(items(self.queues)):
            self.queues.pop(name, None)

    def unknown(self):
        for name in lists(self.queues):
            self.queues.pop(name)
