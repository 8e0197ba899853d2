"""RH106: a value that is computed, the same for all, does no harm; shown on request."""
# no-strip-test
import threading

_total = None


def total():
    global _total
    if _total is None:
        _total = sum(range(10))  # note RH106 "_total"
    return _total


def main():
    for _ in range(2):
        threading.Thread(target=total).start()
