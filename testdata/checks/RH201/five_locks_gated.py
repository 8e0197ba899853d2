"""RH201: 5 locks, every order under one gate."""
import threading

A = threading.Lock()
B = threading.Lock()
C = threading.Lock()
D = threading.Lock()
E = threading.Lock()
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


def c_d():
    with gate:
        with C:
            with D:
                pass


def d_e():
    with gate:
        with D:
            with E:
                pass


def e_a():
    with gate:
        with E:
            with A:
                pass
