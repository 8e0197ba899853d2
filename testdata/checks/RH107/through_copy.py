"""RH107: who took the object out of the field first does not mind that another one takes its place."""
# no-strip-test
import threading


class Parser:
    def __init__(self):
        self.lock = threading.RLock()
        self.memos = {}
        self.notes = {}

    def parse(self, key):
        with self.lock:
            memo = self.memos
            if key in memo:
                return memo[key]
            memo[key] = 1
            del memo[key]

    def forget(self, key):
        with self.lock:
            self.memos.pop(key, None)

    def unbound(self):
        self.memos = {}

    def note(self, key):
        with self.lock:
            if key in self.notes:
                del self.notes[key]

    def unnote(self, key):
        with self.lock:
            self.notes.pop(key, None)

    def renew(self):
        self.notes = {}  # want RH107 warning "self.notes is replaced without self.lock"
