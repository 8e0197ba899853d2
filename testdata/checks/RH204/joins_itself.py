"""RH204: a thread comes to join itself."""
import threading


class Transport(threading.Thread):
    def __init__(self, sock):
        super().__init__()
        self.sock = sock
        self.active = True

    def run(self):
        while self.active:
            data = self.sock.recv(100)
            if not data:
                self.close()

    def close(self):
        self.active = False
        self.sock.close()
        self.join()  # want RH204 "the thread itself comes here from Transport.run"


class Guarded(threading.Thread):
    def __init__(self, sock):
        super().__init__()
        self.sock = sock

    def run(self):
        if not self.sock.recv(100):
            self.close()

    def close(self):
        self.sock.close()
        if self is not threading.current_thread():
            self.join()


class Poller:
    def __init__(self, source):
        self.source = source
        self.thread = threading.Thread(target=self._poll)
        self.thread.start()

    def _poll(self):
        while True:
            if not self.source.poll():
                self.stop()
                break

    def stop(self):
        self.thread.join()  # want RH204 "self.thread may be the thread that runs this"


class ByOthers:
    def __init__(self, source):
        self.source = source
        self.thread = threading.Thread(target=self._poll)
        self.thread.start()

    def _poll(self):
        while self.source.poll():
            pass

    def stop(self):
        self.thread.join()
