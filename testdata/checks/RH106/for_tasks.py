"""RH106: what tasks use belongs to one loop, though the module has threads; what threads use does not."""
# no-strip-test
import threading


class Topic:
    def __init__(self):
        self.readers = []

    async def publish(self, message):
        for r in list(self.readers):
            await r.put(message)

    def add(self, reader):
        self.readers.append(reader)


class Board:
    def __init__(self):
        self.notes = []

    def pin(self, note):
        self.notes.append(note)


_topic = None
_board = None
_lock = threading.Lock()


def topic():
    global _topic
    if _topic is None:
        _topic = Topic()  # note RH106 "_topic"
    return _topic


def board():
    global _board
    if _board is None:
        _board = Board()  # want RH106 warning "_board"
    return _board
