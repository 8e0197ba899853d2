"""RH304: the same with Tornado's loop."""
import threading

from tornado.ioloop import IOLoop


class Poller(threading.Thread):
    def __init__(self):
        super().__init__()
        self.ioloop = IOLoop()

    def run(self):
        self.ioloop.start()

    def stop(self):
        self.ioloop.stop()  # want RH304 error "self.ioloop.stop"
        self.join()


class PollerRight(threading.Thread):
    def __init__(self):
        super().__init__()
        self.ioloop = IOLoop()

    def run(self):
        self.ioloop.start()

    def stop(self):
        self.ioloop.add_callback(self.ioloop.stop)
        self.join()
