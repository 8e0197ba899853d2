"""RH206: Queue.put takes the queue's lock; SimpleQueue was made for this."""
import queue

_dead = queue.Queue()
_gone = queue.SimpleQueue()


class Ticket:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        _dead.put(self.number)  # want RH206 warning "takes the queue's lock"


class Stub:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        _gone.put(self.number)


def collect():
    return _dead.get()
