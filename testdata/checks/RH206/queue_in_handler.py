"""RH206: a signal handler puts into the queue that the main thread reads."""
import queue
import signal

jobs = queue.Queue()
tape = []


def on_hangup(number, frame):
    jobs.put("reload")  # want RH206 warning "runs as a signal handler, and queue.Queue.put"


def on_user(number, frame):
    tape.append("reload")


def main():
    signal.signal(signal.SIGHUP, on_hangup)
    signal.signal(signal.SIGUSR1, on_user)
    while jobs.get() != "stop":
        pass
