"""RH101: the object's own thread tests and uses; the owner clears under the lock."""
# no-strip-test
import threading


class Link:
    def __init__(self, port):
        self.lock = threading.Lock()
        self.port = port
        self.other = port

    def send(self, data):
        if self.port is not None:
            self.port.write(data)  # want RH101 warning "another thread may set self.port to None"

    def send_locked(self, data):
        with self.lock:
            if self.other is not None:
                self.other.write(data)

    def send_copy(self, data):
        port = self.port
        if port is not None:
            port.write(data)

    def close(self):
        with self.lock:
            self.port = None
            self.other = None
