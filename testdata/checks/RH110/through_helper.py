"""RH110: the start and the use lie behind helpers; aliases of the receiver's parts."""
# no-strip-test
import threading


class Client:
    def __init__(self, sock):
        self.sock = sock
        self._launch()  # want RH110 error "self.pending"
        self.pending = {}

    def _launch(self):
        t = threading.Thread(target=self._loop)
        t.daemon = True
        self.thread = t
        t.start()

    def _loop(self):
        while True:
            self._dispatch(self.sock.recv(10))

    def _dispatch(self, data):
        self._complete(data)

    def _complete(self, data):
        pending = self.pending
        pending.pop(data)


class Ready:
    def __init__(self, sock):
        self.sock = sock
        self.pending = {}
        self._launch()

    def _launch(self):
        t = threading.Thread(target=self._loop)
        t.daemon = True
        t.start()

    def _loop(self):
        self.pending.pop(self.sock.recv(10))
