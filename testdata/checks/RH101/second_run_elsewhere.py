"""RH101: a second run of the same function, in another thread, takes away what the first one relies on."""
import socket
import threading


class Link:
    def __init__(self):
        self._socket = socket.socket()
        self._streams = {}

    def close(self):
        if self._socket is None:
            return
        self._socket.close()  # want RH101 "another thread may set self._socket to None between the test and this use"
        self._socket = None

    def forget(self, name):
        if name in self._streams:
            del self._streams[name]  # want RH101 "another thread may remove the key from self._streams between the test and this use"


class Copied:
    def __init__(self):
        self._socket = socket.socket()
        self._streams = {}

    def close(self):
        link, self._socket = self._socket, None
        if link is not None:
            link.close()

    def forget(self, name):
        if name in self._streams:
            self._streams.pop(name, None)


class Locked:
    def __init__(self):
        self._socket = socket.socket()
        self._streams = {}
        self._lock = threading.Lock()

    def close(self):
        with self._lock:
            if self._socket is None:
                return
            self._socket.close()
            self._socket = None

    def forget(self, name):
        with self._lock:
            if name in self._streams:
                del self._streams[name]


def main():
    link, copied, locked = Link(), Copied(), Locked()
    threading.Thread(target=link.close).start()
    threading.Thread(target=link.close).start()
    threading.Thread(target=link.forget, args=("a",)).start()
    threading.Thread(target=link.forget, args=("a",)).start()
    threading.Thread(target=copied.close).start()
    threading.Thread(target=copied.close).start()
    threading.Thread(target=copied.forget, args=("a",)).start()
    threading.Thread(target=copied.forget, args=("a",)).start()
    threading.Thread(target=locked.close).start()
    threading.Thread(target=locked.close).start()
    threading.Thread(target=locked.forget, args=("a",)).start()
    threading.Thread(target=locked.forget, args=("a",)).start()
