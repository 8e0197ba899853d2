"""RH207: an event that is set and cleared at once."""
# no-strip-test: threads wait without async
import threading


class Server:
    def __init__(self):
        self.ready = threading.Event()
        self.go = threading.Event()
        self.round = 0

    def serve(self):
        self.ready.set()
        self.ready.clear()  # want RH207 "self.ready is set and cleared at once"

    def use(self):
        self.ready.wait()
        print("used")

    def turn(self):
        self.go.set()
        self.round += 1
        print(self.round)
        self.go.clear()

    def follow(self):
        self.go.wait()
        print("followed")


def start(serve, run):
    ready = threading.Event()

    def handler():
        ready.set()
        ready.clear()  # want RH207 "who waits for it may wait for ever"
        serve()

    run(handler)
    return ready
