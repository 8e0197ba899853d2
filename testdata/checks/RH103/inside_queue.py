"""RH103: the container inside of a queue belongs to all the threads that use the queue."""
# no-strip-test
from queue import PriorityQueue, Queue


class Jobs:
    def __init__(self):
        self.waiting = PriorityQueue()
        self.plain = []

    def put(self, job):
        self.waiting.put(job)

    def jobs(self):
        return tuple(job[1] for job in self.waiting.queue if job)  # want RH103 warning "without the mutex"

    def show(self):
        for job in self.waiting.queue:  # want RH103 warning "without the mutex"
            print(job)


class Careful:
    def __init__(self):
        self.waiting = Queue()

    def jobs(self):
        with self.waiting.mutex:
            return tuple(job[1] for job in self.waiting.queue if job)

    def copied(self):
        return [job for job in list(self.waiting.queue)]


class Other:
    def __init__(self, make):
        self.waiting = make()

    def jobs(self):
        return tuple(job for job in self.waiting.queue)
