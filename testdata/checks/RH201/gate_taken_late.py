"""RH201: a lock that is taken after the first one is no gate: it closes a circle itself."""
import threading


class Late:
    def __init__(self):
        self.gate = threading.Lock()
        self.left = threading.Lock()
        self.right = threading.Lock()

    def one(self):
        with self.left:
            with self.gate:  # want RH201 "Late.gate is acquired while Late.left is held"
                with self.right:  # want RH201 "Late.right is acquired while Late.gate is held"
                    pass

    def two(self):
        with self.right:
            with self.gate:
                with self.left:
                    pass
