"""RH101: a thread that an object starts on itself works on its parts, which are of the same kind."""
# no-strip-test
import threading


class Link:
    def __init__(self):
        self.wire = None

    def reset(self):
        self.wire = None


class Bundle(Link):
    def __init__(self, links):
        super().__init__()
        self.links = links

    def watch(self):
        threading.Thread(target=self._mend).start()

    def _mend(self):
        for link in list(self.links):
            link.reset()

    def reset(self):
        super().reset()

    def send(self, text):
        if self.wire is not None:
            self.wire.send(text)


class Loose(Link):
    def watch(self):
        threading.Thread(target=self._mend).start()

    def _mend(self):
        self.reset()

    def send(self, text):
        if self.wire is not None:
            self.wire.send(text)  # want RH101 warning "another thread may set self.wire to None"
