"""RH111: the program starts both threads."""
# no-strip-test
import threading


class Bus:
    def __init__(self):
        self.lock = threading.Lock()
        self.topics = {}

    def subscribe(self):
        with self.lock:
            self.topics["a"] = 1

    def report(self):
        with self.lock:
            return self.topics.items()  # want RH111 error "a live view of self.topics"


bus = Bus()


def main():
    threading.Thread(target=bus.subscribe).start()
    threading.Thread(target=bus.report).start()
