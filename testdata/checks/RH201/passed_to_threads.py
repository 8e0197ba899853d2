"""RH201: threads that get locks of their starter in both orders."""
import threading


def worker(outer, inner):
    with outer:
        with inner:  # want RH201 error "main.left|main.right"
            pass


def main():
    left = threading.Lock()
    right = threading.Lock()
    one = threading.Thread(target=worker, args=(left, right))
    two = threading.Thread(target=worker, args=(right, left))
    one.start()
    two.start()


main()
