"""RH101: the queue was not empty when it was asked."""
# no-strip-test
import queue
import threading


class Pool:
    def __init__(self):
        self.jobs = queue.Queue()
        self.more = queue.Queue()

    def work(self):
        while not self.jobs.empty():
            job = self.jobs.get_nowait()  # want RH101 error "last element of self.jobs"
            job()

    def work_well(self):
        while True:
            try:
                job = self.more.get_nowait()
            except queue.Empty:
                return
            job()


def main(jobs):
    p = Pool()
    for job in jobs:
        p.jobs.put(job)
        p.more.put(job)
    for _ in range(4):
        threading.Thread(target=p.work).start()
        threading.Thread(target=p.work_well).start()
