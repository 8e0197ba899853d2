"""RH201: a script without threads runs one after the other."""
import threading

INPUT = threading.Lock()
OUTPUT = threading.Lock()


def read():
    with INPUT:
        with OUTPUT:
            pass


def write():
    with OUTPUT:
        with INPUT:
            pass


if __name__ == "__main__":
    read()
    write()
