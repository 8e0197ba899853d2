"""RH201: a gate lock is held around both orders."""
import threading


class Gated:
    def __init__(self):
        self.gate = threading.Lock()
        self.left = threading.Lock()
        self.right = threading.Lock()

    def one(self):
        with self.gate:
            with self.left:
                with self.right:
                    pass

    def two(self):
        with self.gate:
            with self.right:
                with self.left:
                    pass


class HalfGated:
    def __init__(self):
        self.gate = threading.Lock()
        self.left = threading.Lock()
        self.right = threading.Lock()

    def one(self):
        with self.gate:
            with self.left:
                with self.right:  # want RH201 "HalfGated.right is acquired while HalfGated.left is held"
                    pass

    def two(self):
        with self.right:
            with self.left:
                pass
