"""RH110: a start method; what the thread finds is None, or a flag that is not set yet."""
# no-strip-test
import threading


class Pump:
    def __init__(self, source):
        self.source = source
        self.sink = None
        self.thread = None

    def start(self, sink):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()  # want RH110 warning "self.sink"
        self.sink = sink

    def run(self):
        for item in self.source:
            self.sink.write(item)


class Careful:
    def __init__(self, source):
        self.source = source
        self.sink = None
        self.thread = None

    def start(self, sink):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.sink = sink

    def run(self):
        for item in self.source:
            if self.sink is not None:
                self.sink.write(item)


class Flag:
    def __init__(self, source):
        self.source = source
        self.running = False

    def start(self):
        threading.Thread(target=self.run).start()  # want RH110 warning "self.running"
        self.running = True

    def run(self):
        while self.running:
            print(next(self.source))

    def stop(self):
        self.running = False


class FlagFirst:
    def __init__(self, source):
        self.source = source
        self.running = False

    def start(self):
        self.running = True
        threading.Thread(target=self.run).start()

    def run(self):
        while self.running:
            print(next(self.source))

    def stop(self):
        self.running = False


class StopFlag:
    def __init__(self, source):
        self.source = source
        self.stopped = False

    def serve(self):
        thread = threading.Thread(target=self.run)
        thread.start()
        self.source.read()
        self.stopped = True
        thread.join()

    def run(self):
        while not self.stopped:
            print(next(self.source))
