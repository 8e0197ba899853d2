"""RH201: 3 locks, always in one order."""
import threading

A = threading.Lock()
B = threading.Lock()
C = threading.Lock()


def a_then_b():
    with A:
        with B:
            pass


def b_then_c():
    with B:
        with C:
            pass


def a_then_c():
    with A:
        with C:
            pass
