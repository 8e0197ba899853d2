"""RH201: objects made for one path are one lock, whoever makes them."""
# no-strip-test: public functions are enough for a warning
import fcntl
import os

import filelock
import portalocker

INDEX = "/var/lib/app/index.lock"
DATA = "/var/lib/app/data.lock"
LOG = "/var/lib/app/log.lock"
MAIL = "/var/spool/app/mail"
SENT = "/var/spool/app/sent"


def rebuild():
    with filelock.FileLock(INDEX):
        with filelock.FileLock(DATA):  # want RH201 "DATA is acquired while the lock on .*INDEX is held"
            os.sync()


def compact():
    lock = filelock.FileLock(DATA)
    lock.acquire()
    try:
        with filelock.FileLock(INDEX):
            os.sync()
    finally:
        lock.release()


def rotate():
    with filelock.FileLock(INDEX):
        with filelock.FileLock(LOG):
            os.sync()


def flush():
    with filelock.FileLock(INDEX), filelock.FileLock(LOG):
        os.sync()


def deliver():
    with open(MAIL) as mail, open(SENT) as sent:
        fcntl.flock(mail, fcntl.LOCK_EX)
        fcntl.flock(sent.fileno(), fcntl.LOCK_EX)  # want RH201 "SENT is acquired while the lock on .*MAIL is held"
        os.sync()


def resend():
    with open(SENT) as sent:
        fcntl.flock(sent, fcntl.LOCK_EX)
        with open(MAIL) as mail:
            fcntl.flock(mail, fcntl.LOCK_EX)
            os.sync()


def one_after_the_other():
    with open(SENT) as sent:
        fcntl.lockf(sent, fcntl.LOCK_EX)
    with open(MAIL) as mail:
        fcntl.lockf(mail, fcntl.LOCK_EX)


def other_way():
    with open(MAIL) as mail:
        fcntl.lockf(mail, fcntl.LOCK_EX)
    with open(SENT) as sent:
        fcntl.lockf(sent, fcntl.LOCK_EX)


def only_tries():
    with open(LOG) as log, open(INDEX) as index:
        fcntl.flock(log, fcntl.LOCK_EX)
        fcntl.flock(index, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Store:
    def __init__(self, path):
        self.head = path + ".head"
        self.body = path + ".body"

    def append(self):
        with portalocker.Lock(self.head):
            with portalocker.Lock(self.body):  # want RH201 "Store.*body is acquired while"
                os.sync()

    def truncate(self):
        with portalocker.Lock(self.body):
            with portalocker.Lock(self.head):
                os.sync()


def unknown_paths(one, other):
    with filelock.FileLock(one):
        with filelock.FileLock(other):
            os.sync()
