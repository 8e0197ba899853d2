"""RH201: 2 locks, every order under one gate."""
import threading

A = threading.Lock()
B = threading.Lock()
gate = threading.Lock()


def a_b():
    with gate:
        with A:
            with B:
                pass


def b_a():
    with gate:
        with B:
            with A:
                pass
