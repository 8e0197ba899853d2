"""RH201: a function that gets its locks from its callers."""
import threading

FIRST = threading.Lock()
SECOND = threading.Lock()
THIRD = threading.Lock()


def both(outer, inner):
    with outer:
        with inner:  # want RH201 "SECOND is acquired while FIRST is held|FIRST is acquired while SECOND is held"
            pass


def forwards():
    both(FIRST, SECOND)


def backwards():
    both(SECOND, FIRST)


def onwards():
    both(SECOND, THIRD)
