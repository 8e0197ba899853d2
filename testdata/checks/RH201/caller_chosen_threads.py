"""RH201: threads call with the two swapped."""
import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()


def transfer(source, target):
    with source.lock:
        with target.lock:  # want RH201 error "the lock of target is acquired while that of source"
            pass


def main():
    a, b = Account(), Account()
    for _ in range(10):
        threading.Thread(target=pay, args=(a, b)).start()
        threading.Thread(target=pay, args=(b, a)).start()


def pay(source: Account, target: Account):
    transfer(source, target)
