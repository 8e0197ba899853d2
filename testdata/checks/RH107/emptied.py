"""RH107: what is set to None under the lock is used without it."""
# no-strip-test
import threading


class Link:
    def __init__(self, sock):
        self.lock = threading.Lock()
        self.sock = sock

    def send(self, data):
        with self.lock:
            if self.sock is not None:
                self.sock.sendall(data)

    def hang_up(self):
        with self.lock:
            if self.sock is not None:
                self.sock.shutdown()
                self.sock = None

    def ping(self):
        self.sock.sendall(b"ping")  # want RH107 warning "self.sock is read without self.lock"

    def ping_carefully(self):
        try:
            self.sock.sendall(b"ping")
        except AttributeError:
            pass

    def ping_copy(self):
        sock = self.sock
        if sock is not None:
            sock.sendall(b"ping")
