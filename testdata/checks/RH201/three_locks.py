"""RH201: a circle of three locks, two of which are never taken in both orders."""
import threading


class Kitchen:
    def __init__(self):
        self.stove = threading.Lock()
        self.sink = threading.Lock()
        self.fridge = threading.Lock()

    def cook(self):
        with self.stove:
            with self.sink:  # want RH201 "Kitchen.sink is acquired while Kitchen.stove is held, and Kitchen.wash.*Kitchen.stock.*close the circle"
                pass

    def wash(self):
        with self.sink:
            with self.fridge:
                pass

    def stock(self):
        with self.fridge:
            with self.stove:
                pass


class CalmKitchen:
    def __init__(self):
        self.stove = threading.Lock()
        self.sink = threading.Lock()
        self.fridge = threading.Lock()

    def cook(self):
        with self.stove:
            with self.sink:
                pass

    def wash(self):
        with self.sink:
            with self.fridge:
                pass

    def stock(self):
        with self.stove:
            with self.fridge:
                pass
