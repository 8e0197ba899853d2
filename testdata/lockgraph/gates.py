"""Gate locks, single strands and calls."""
import threading

gate = threading.Lock()


class Store:
    def __init__(self):
        self.rows = threading.Lock()
        self.index = threading.Lock()
        self.changed = threading.Condition(self.rows)

    def add(self):
        with self.rows:
            self.note()

    def note(self):
        with self.index:
            pass

    def find(self):
        with gate:
            with self.index:
                with self.changed:
                    pass

    def again(self):
        with self.changed:
            with self.rows:
                pass


def swap(one: Store, other: Store):
    with one.rows, other.rows:
        pass


left = threading.Lock()
right = threading.Lock()


def loop():
    with left:
        with right:
            pass
    with right:
        with left:
            pass


threading.Thread(target=loop).start()
