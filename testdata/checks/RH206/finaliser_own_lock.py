"""RH206: nobody holds the lock of an object that nobody has any more."""
import threading


class Line:
    def __init__(self, port):
        self._lock = threading.Lock()
        self.port = port

    def send(self, text):
        with self._lock:
            self.port.write(text)

    def close(self):
        with self._lock:
            self.port.close()

    def __del__(self):
        self.close()
