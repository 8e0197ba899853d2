"""RH201: the main thread takes them the other way round."""
import threading

INPUT = threading.Lock()
OUTPUT = threading.Lock()


def read():
    with INPUT:
        with OUTPUT:  # want RH201 error "OUTPUT is acquired while INPUT is held"
            pass


def write():
    with OUTPUT:
        with INPUT:
            pass


if __name__ == "__main__":
    threading.Thread(target=read).start()
    write()
