"""RH101: a test under the lock, and the act after the lock has been given up."""
# no-strip-test
import os
import socket
import threading


class Log:
    def __init__(self):
        self.lock = threading.Lock()
        self.ended = None
        self.events = []
        self.names = {}

    @property
    def end(self):
        return self.ended

    def add(self, event):
        with self.lock:
            done = self.ended is not None
        if done:
            return
        with self.lock:
            self.events.append(event)  # want RH101 warning "given up"

    def name(self, key, value):
        with self.lock:
            if self.end is not None:
                return
        self.names[key] = value  # want RH101 warning "given up"

    def add_at_once(self, event):
        with self.lock:
            if self.ended is not None:
                return
            self.events.append(event)

    def add_again(self, event):
        with self.lock:
            if self.ended is not None:
                return
        event = str(event)
        with self.lock:
            if self.ended is None:
                self.events.append(event)

    def finish(self, now):
        with self.lock:
            self.ended = now


class Reset:
    """The mark is taken back, so that it is not for good."""

    def __init__(self):
        self.lock = threading.Lock()
        self.paused = False
        self.items = []

    def add(self, item):
        with self.lock:
            if self.paused:
                return
        with self.lock:
            self.items.append(item)

    def pause(self):
        with self.lock:
            self.paused = True

    def go_on(self):
        with self.lock:
            self.paused = False


class Reader:
    def __init__(self, fd):
        self.lock = threading.Lock()
        self.fd = fd
        self.closed = False
        self.busy = False

    def read(self):
        with self.lock:
            if self.closed:
                return b""
        try:
            return os.read(self.fd, 10)  # want RH101 warning "works with self.fd"
        except OSError:
            return b""

    def read_marked(self):
        with self.lock:
            if self.closed:
                return b""
            self.busy = True
        data = os.read(self.fd, 10)
        with self.lock:
            self.busy = False
        return data

    def close(self):
        with self.lock:
            self.closed = True
            if not self.busy:
                self._release()

    def _release(self):
        os.close(self.fd)


class Sender:
    def __init__(self, address):
        self.lock = threading.Lock()
        self.sock = socket.create_connection(address)
        self.closing = False

    def send(self, data):
        with self.lock:
            if self.closing:
                raise RuntimeError("closing")
        self.sock.sendall(data)  # want RH101 warning "works with self.sock"

    def send_or_not(self, data):
        with self.lock:
            if self.closing:
                return
        try:
            self.sock.sendall(data)
        except OSError:
            pass

    def close(self):
        with self.lock:
            self.closing = True
        self.sock.close()


class Rechecked:
    """What comes too late is taken back."""

    def __init__(self):
        self.lock = threading.Lock()
        self.ended = False
        self.items = []

    def add(self, item):
        with self.lock:
            if self.ended:
                return
        self.items.append(item)
        if self.ended:
            self.items.remove(item)

    def end(self):
        with self.lock:
            self.ended = True
