"""RH201: both orders run in the one thread that the class starts."""
import threading

MAIN = threading.Lock()


def step():
    with MAIN:
        with OTHER:
            pass


def back():
    with OTHER:
        with MAIN:
            pass


OTHER = threading.Lock()


def loop():
    while True:
        step()
        back()


threading.Thread(target=loop).start()
