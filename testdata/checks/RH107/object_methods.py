"""RH107: the lock guards an object whose methods change it."""
# no-strip-test
import threading


class Protocol:
    def __init__(self):
        self.state = "open"
        self.out = []

    def send(self, data):
        self.out.append(data)

    def end(self):
        self.state = "closed"
        self.out.append(b"")

    def is_open(self):
        return self.state == "open"


class Connection:
    def __init__(self):
        self.protocol = Protocol()
        self.mutex = threading.Lock()

    def send(self, data):
        with self.mutex:
            self.protocol.send(data)

    def ping(self):
        with self.mutex:
            self.protocol.send(b"ping")

    def hang_up(self):
        self.protocol.end()  # want RH107 "self.protocol is changed by a call without self.mutex"

    def hang_up_properly(self):
        with self.mutex:
            self.protocol.end()

    def looks_open(self):
        return self.protocol.is_open()
