"""RH110: the constructor starts the thread before it has set what the thread uses."""
# no-strip-test
import threading


class Early:
    def __init__(self, sock):
        self.sock = sock
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()  # want RH110 error "self.waiters"
        self.waiters = {}

    def run(self):
        for line in self.sock:
            self.waiters.pop(line, None)


class Last:
    def __init__(self, sock):
        self.sock = sock
        self.waiters = {}
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        for line in self.sock:
            self.waiters.pop(line, None)


class Unused:
    def __init__(self, sock):
        self.sock = sock
        threading.Thread(target=self.run).start()
        self.closed = False

    def run(self):
        for line in self.sock:
            print(line)

    def close(self):
        if not self.closed:
            self.closed = True
            self.sock.close()
