"""RH110: a helper has set it before; it is only replaced later."""
# no-strip-test
import threading


class Reset:
    def __init__(self):
        self.reset()
        threading.Thread(target=self.run).start()
        self.items = [1]

    def reset(self):
        self.items = []

    def run(self):
        print(self.items)


class Base:
    def __init__(self):
        self.items = []


class Derived(Base):
    def __init__(self, items):
        super().__init__()
        threading.Thread(target=self.run).start()
        self.items = items

    def run(self):
        print(self.items)


class Restart:
    def __init__(self):
        self.items = []

    def restart(self):
        threading.Thread(target=self.run).start()
        self.items = []

    def run(self):
        print(self.items)
