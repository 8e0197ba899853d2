"""RH210: acquire and release by hand."""
# no-strip-test
import threading

total = 0
shared = threading.Lock()


def add(n):
    global total
    lock = threading.Lock()
    lock.acquire()  # want RH210 "lock is made anew"
    try:
        total += n
    finally:
        lock.release()


def add_shared(n):
    global total
    shared.acquire()
    try:
        total += n
    finally:
        shared.release()
