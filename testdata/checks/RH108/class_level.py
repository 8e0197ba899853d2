"""RH108: the object belongs to the class; or to each instance."""
# no-strip-test
import sqlite3
import threading


class Store:
    connection = sqlite3.connect("store.db")

    def __init__(self):
        self.own = sqlite3.connect("own.db")
        self.thread = threading.Thread(target=self.run)

    def run(self):
        self.connection.execute("delete from rows")  # want RH108 "connection is one connection"
        self.own.execute("delete from rows")


class Each:
    connection = None

    def __init__(self):
        self.connection = sqlite3.connect("each.db")
        self.thread = threading.Thread(target=self.run)

    def run(self):
        self.connection.execute("delete from rows")
