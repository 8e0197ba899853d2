"""RH110: the subclass's constructor goes on after the base class has started the thread."""
# no-strip-test
from base import Worker


class Late(Worker):
    def __init__(self, name, queue):
        super().__init__(name)  # want RH110 error "self.queue"
        self.queue = queue

    def step(self):
        return self.queue.pop()


class Explicit(Worker):
    def __init__(self, name, queue):
        Worker.__init__(self, name)  # want RH110 error "self.queue"
        self.queue = queue

    def step(self):
        return self.queue.pop()


class Early(Worker):
    def __init__(self, name, queue):
        self.queue = queue
        super().__init__(name)

    def step(self):
        return self.queue.pop()


class Other(Worker):
    """Sets what its thread has nothing to do with."""

    def __init__(self, name, label):
        super().__init__(name)
        self.label = label

    def __repr__(self):
        return self.label
