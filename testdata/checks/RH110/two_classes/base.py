"""A worker that starts its own thread."""
import threading


class Worker:
    def __init__(self, name):
        self.name = name
        self.begin()

    def begin(self):
        thread = threading.Thread(target=self.run, name=self.name)
        thread.start()

    def run(self):
        while self.step():
            pass

    def step(self):
        return False
