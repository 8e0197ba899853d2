"""RH210: a lock on a file is the same for all who make one for that path."""
import filelock
import threading


def save(path, text):
    with filelock.FileLock(path + ".lock"):
        with open(path, "w") as f:
            f.write(text)


def load(path):
    lock = filelock.FileLock(path + ".lock")
    with lock:
        with open(path) as f:
            return f.read()


class Log:
    def __init__(self):
        self.lines = []

    def add(self, line):
        with threading.Lock():  # want RH210 "made anew by every call"
            self.lines.append(line)
