"""RH210: the readers take the lock, those who change what they read do not."""
# no-strip-test: the lock is useless in one strand, too
import threading


class Board:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = {}
        self.total = 0

    def report(self):
        with self.lock:  # want RH210 warning "only those who read self.rows take self.lock: Board.add changes it without"
            return sum(self.rows.values()), len(self.rows), self.total

    def mean(self):
        with self.lock:
            return self.total / len(self.rows)

    def add(self, name, n):
        self.rows[name] = n
        self.total += n


class GuardedBoard:
    def __init__(self):
        self.lock = threading.Lock()
        self.rows = {}
        self.total = 0

    def report(self):
        with self.lock:
            return sum(self.rows.values()), len(self.rows), self.total

    def add(self, name, n):
        with self.lock:
            self.rows[name] = n
            self.total += n


class OtherGuard:
    """Those who write have another lock, which is another matter."""

    def __init__(self):
        self.lock = threading.Lock()
        self.writing = threading.Lock()
        self.rows = {}
        self.total = 0

    def report(self):
        with self.lock:
            return sum(self.rows.values()), self.total

    def add(self, name, n):
        with self.writing:
            self.rows[name] = n
            self.total += n


class Lent:
    """Whoever writes gets the lock."""

    def __init__(self, writer):
        self.lock = threading.Lock()
        self.rows = {}
        self.total = 0
        writer.use(self.lock)

    def report(self):
        with self.lock:
            return len(self.rows), self.total

    def add(self, name, n):
        self.rows[name] = n
        self.total += n


class Printer:
    """The lock is for what is done with it, not for the state."""

    def __init__(self, out):
        self.lock = threading.Lock()
        self.out = out
        self.name = ""
        self.level = 0

    def show(self):
        with self.lock:
            self.out.write(self.name + str(self.level))

    def rename(self, name):
        self.name = name
        self.level += 1


class Fixed:
    """Nobody changes it after it is made."""

    def __init__(self, rows):
        self.lock = threading.Lock()
        self.rows = dict(rows)
        self.total = len(rows)

    def report(self):
        with self.lock:
            return len(self.rows), self.total


_lock = threading.Lock()
_known = {}
_count = 0


def usual():
    with _lock:  # want RH210 warning "only those who read _count take _lock: remember changes it without"
        return len(_known) / _count if _count else 0


def remember(name, value):
    global _count
    _known[name] = value
    _count += 1
