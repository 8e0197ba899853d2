"""RH201: 5 locks, always in one order."""
import threading

A = threading.Lock()
B = threading.Lock()
C = threading.Lock()
D = threading.Lock()
E = threading.Lock()


def a_then_b():
    with A:
        with B:
            pass


def b_then_c():
    with B:
        with C:
            pass


def c_then_d():
    with C:
        with D:
            pass


def d_then_e():
    with D:
        with E:
            pass


def a_then_e():
    with A:
        with E:
            pass
