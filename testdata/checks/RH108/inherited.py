"""RH108: a subclass uses the connection that its base class keeps for all."""
# no-strip-test
import sqlite3
import threading


class Base:
    db = sqlite3.connect("base.db")
    lock = threading.Lock()


class Careless(Base):
    def save(self, row):
        self.db.execute("insert into rows values (?)", row)  # want RH108 "db is one connection"


class Careful(Base):
    def save(self, row):
        with self.lock:
            self.db.execute("insert into rows values (?)", row)
