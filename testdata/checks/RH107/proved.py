"""RH107: the program starts the threads that meet."""
# no-strip-test
import threading


class Board:
    def __init__(self):
        self.lock = threading.Lock()
        self.cells = {}

    def play(self):
        with self.lock:
            if "a" in self.cells:
                self.cells["a"] = self.cells["a"] * 2  # want RH101 "self.cells"

    def tidy(self):
        with self.lock:
            self.cells.pop("b", None)

    def wipe(self):
        self.cells.pop("a", None)  # want RH107 error "self.cells is changed without self.lock"


board = Board()


def main():
    threading.Thread(target=board.play).start()
    threading.Thread(target=board.tidy).start()
    threading.Thread(target=board.wipe).start()
