"""RH201: a circle of five locks."""
import threading

A = threading.Lock()
B = threading.Lock()
C = threading.Lock()
D = threading.Lock()
E = threading.Lock()


def ab():
    with A:
        with B:  # want RH201 "circle A -> B -> C -> D -> E -> A"
            pass


def bc():
    with B:
        with C:
            pass


def cd():
    with C:
        with D:
            pass


def de():
    with D:
        with E:
            pass


def ea():
    with E:
        with A:
            pass
