"""RH201: 3 locks, every order under one gate."""
import threading

A = threading.Lock()
B = threading.Lock()
C = threading.Lock()
gate = threading.Lock()


def a_b():
    with gate:
        with A:
            with B:
                pass


def b_c():
    with gate:
        with B:
            with C:
                pass


def c_a():
    with gate:
        with C:
            with A:
                pass
