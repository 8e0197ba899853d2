"""RH110: a flag that another thread polls is set before the result that it announces."""
# no-strip-test
import threading
import time


class Early:
    def __init__(self):
        self.done = False
        self.result = None

    def work(self, job):
        value = job()
        self.done = True  # want RH110 warning "self.done is set before self.result is set"
        self.result = value

    def get(self):
        while not self.done:
            time.sleep(0.1)
        return self.result


class Leaves:
    def __init__(self):
        self.done = False
        self.error = None

    def work(self, job):
        try:
            job()
        except OSError as e:
            self.done = True  # want RH110 warning "self.error"
            self.error = e

    def get(self):
        while True:
            if self.done:
                break
            time.sleep(0.1)
        if self.error:
            raise self.error


class Request:
    def __init__(self):
        self.answered = False
        self.answer = None


class Sender:
    def __init__(self):
        self.pending = {}

    def handle(self, number, data):
        request: Request = self.pending.pop(number)
        request.answered = True  # want RH110 warning "request.answer"
        request.answer = data.decode()

    def ask(self, number):
        request = Request()
        self.pending[number] = request
        while not request.answered:
            time.sleep(0.1)
        return request.answer


class ResultFirst:
    def __init__(self):
        self.done = False
        self.result = None

    def work(self, job):
        self.result = job()
        self.done = True

    def get(self):
        while not self.done:
            time.sleep(0.1)
        return self.result


class OneLock:
    def __init__(self):
        self.lock = threading.Lock()
        self.done = False
        self.result = None

    def work(self, job):
        with self.lock:
            self.done = True
            self.result = job()

    def get(self):
        while not self.done:
            time.sleep(0.1)
        with self.lock:
            return self.result


class WorksItself:
    def __init__(self):
        self.done = False
        self.result = None

    def step(self, job):
        self.done = True
        self.result = job()

    def get(self, job):
        while not self.done:
            self.step(job)
        return self.result


class Task:
    def __init__(self):
        self.done = False
        self.result = None

    def work(self, value):
        self.done = True
        self.result = value

    async def get(self, pause):
        while not self.done:
            await pause()
        return self.result
