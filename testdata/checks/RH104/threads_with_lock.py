"""RH104: threads, with a lock, with a lock that is left in between, with one in the caller."""
# no-strip-test
import threading


class Engine:
    pass


class Registry:
    def __init__(self):
        self.lock = threading.Lock()
        self.first = None
        self.second = None
        self.third = None
        self.fourth = {}

    def double_checked(self):
        if self.first is None:
            with self.lock:
                if self.first is None:
                    self.first = Engine()
        return self.first

    def two_sections(self):
        with self.lock:
            missing = self.second
        if missing is None:
            made = Engine()
            with self.lock:
                self.second = made  # want RH104 error "two threads may both find self.second missing"
        return self.second

    def called_with_lock(self):
        with self.lock:
            return self._fill()

    def _fill(self):
        if self.third is None:
            self.third = Engine()
        return self.third

    def keyed(self, name):
        if name not in self.fourth:
            self.fourth[name] = []  # want RH104 warning "self.fourth"
        self.fourth[name].append(1)

    def run(self):
        self.double_checked()
        self.two_sections()
        self.called_with_lock()
        self.keyed("a")


def main():
    r = Registry()
    for _ in range(4):
        threading.Thread(target=r.run).start()
