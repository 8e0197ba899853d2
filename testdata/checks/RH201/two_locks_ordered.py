"""RH201: 2 locks, always in one order."""
import threading

A = threading.Lock()
B = threading.Lock()


def a_then_b():
    with A:
        with B:
            pass


def a_then_b():
    with A:
        with B:
            pass
