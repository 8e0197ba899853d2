"""RH101: the rival is the same function in a second thread."""
# no-strip-test
import threading


class Removes:
    def __init__(self):
        self.items = {}
        self.sock = None

    def put(self, key):
        self.items[key] = 1

    def drop(self, key):
        if key in self.items:
            del self.items[key]  # want RH101 error "may remove the key"

    def drop_in_one_step(self, key):
        self.items.pop(key, None)

    def open(self, make):
        self.sock = make()

    def close(self):
        if self.sock is None:
            return
        self.sock.close()  # want RH101 error "to None"
        self.sock = None

    def close_copy(self):
        sock, self.sock = self.sock, None
        if sock is not None:
            sock.close()


class Locked:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = {}

    def drop(self, key):
        with self.lock:
            if key in self.items:
                del self.items[key]


class Once:
    """Only one thread runs it."""

    def __init__(self):
        self.items = {}

    def drop(self, key):
        if key in self.items:
            del self.items[key]


def main():
    o = Removes()
    for run in (o.drop, o.drop_in_one_step):
        print(run)
    for _ in range(2):
        threading.Thread(target=o.drop).start()
        threading.Thread(target=o.drop_in_one_step).start()
        threading.Thread(target=o.close).start()
    locked = Locked()
    for _ in range(2):
        threading.Thread(target=locked.drop).start()
    threading.Thread(target=Once().drop).start()
