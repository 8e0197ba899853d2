"""RH201: acquire and release instead of with."""
import threading

JOBS = threading.Lock()
DONE = threading.Lock()


def take():
    JOBS.acquire()
    try:
        DONE.acquire()  # want RH201 "DONE is acquired while JOBS is held"
        DONE.release()
    finally:
        JOBS.release()


def finish():
    DONE.acquire()
    JOBS.acquire()
    JOBS.release()
    DONE.release()


def released_before():
    DONE.acquire()
    DONE.release()
    JOBS.acquire()
    JOBS.release()
