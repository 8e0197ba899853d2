"""RH201: both strands are started in the program."""
import threading

READ = threading.Lock()
WRITE = threading.Lock()


def reader():
    with READ:
        with WRITE:  # want RH201 error "WRITE is acquired while READ is held"
            pass


def writer():
    with WRITE:
        with READ:
            pass


def main():
    threads = [threading.Thread(target=reader), threading.Thread(target=writer)]
    for t in threads:
        t.start()


main()
