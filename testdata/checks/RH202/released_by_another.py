"""RH202: a lock that another thread releases is a signal."""
import threading


class Signal:
    def __init__(self):
        self.ready = threading.Lock()

    def wait(self):
        self.ready.acquire()
        threading.Thread(target=self.work).start()
        self.ready.acquire()

    def work(self):
        self.ready.release()


def handed_over():
    done = threading.Lock()
    done.acquire()
    threading.Thread(target=finish, args=(done,)).start()
    done.acquire()


def finish(lock):
    lock.release()


def nobody_releases():
    done = threading.Lock()
    done.acquire()
    done.acquire()  # want RH202 "nobody_releases.done"
