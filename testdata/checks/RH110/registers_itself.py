"""RH110: an object makes itself known before it is ready; another thread calls it."""
# no-strip-test
import threading


class Server:
    def __init__(self):
        self.listeners = []
        threading.Thread(target=self.run).start()

    def add_listener(self, listener):
        self.listeners.append(listener)

    def run(self):
        while True:
            for listener in list(self.listeners):
                listener.update(1)


class Early(threading.Thread):
    def __init__(self, server: Server):
        super().__init__()
        server.add_listener(self)  # want RH110 warning "self.seen"
        self.seen = []

    def update(self, item):
        self.seen.append(item)

    def run(self):
        print("running")


class Last(threading.Thread):
    def __init__(self, server: Server):
        super().__init__()
        self.seen = []
        server.add_listener(self)

    def update(self, item):
        self.seen.append(item)

    def run(self):
        print("running")


class NoThreads:
    def __init__(self, server):
        server.add_listener(self)
        self.seen = []

    def update(self, item):
        self.seen.append(item)
