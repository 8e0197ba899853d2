"""RH201: the first thread has ended before the second starts."""
import threading

READ = threading.Lock()
WRITE = threading.Lock()


def reader():
    with READ:
        with WRITE:
            pass


def writer():
    with WRITE:
        with READ:
            pass


def main():
    first = threading.Thread(target=reader)
    first.start()
    first.join()
    second = threading.Thread(target=writer)
    second.start()
    second.join()


main()
