"""RH108 stays silent: a script calls the function from its own top level."""
import sqlite3
import threading

db = sqlite3.connect("rows.db")


def load():
    return db.execute("select * from rows")


def main():
    threading.Thread(target=print).start()
    return db.execute("select 1")


load()
main()
