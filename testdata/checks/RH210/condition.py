"""RH210: a condition of one's own is a way to sleep; one that is only taken is not."""
# no-strip-test
import threading

queue = []


def nap(seconds):
    pause = threading.Condition()
    with pause:
        pause.wait(seconds)


def push(item):
    changed = threading.Condition()
    with changed:  # want RH210 "changed"
        queue.append(item)
