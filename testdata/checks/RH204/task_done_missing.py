"""RH204: ways between two gets that never come to task_done."""
# no-strip-test: the queue counts in sequential code, too
import queue
import threading


class Observer:
    stop_event = object()

    def __init__(self):
        self.handlers = []

    def dispatch(self, events):
        entry = events.get(block=True)  # want RH204 warning "on one way Observer.dispatch returns without events.task_done"
        if entry is Observer.stop_event:
            return
        for handler in self.handlers:
            handler(entry)
        events.task_done()


class Marked:
    stop_event = object()

    def __init__(self):
        self.handlers = []

    def dispatch(self, events):
        entry = events.get(block=True)
        if entry is Marked.stop_event:
            events.task_done()
            return
        for handler in self.handlers:
            handler(entry)
        events.task_done()


class Sender:
    def __init__(self, send):
        self.send = send
        self.queue = queue.Queue()
        self.disabled = False
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            item = self.queue.get()  # want RH204 error "goes on to the next one without self.queue.task_done"
            if self.disabled:
                continue
            try:
                self.send(item)
            except OSError:
                print("not sent")
            self.queue.task_done()

    def flush(self):
        self.queue.join()


class Tidy:
    def __init__(self, send):
        self.send = send
        self.queue = queue.Queue()
        self.disabled = False
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            try:
                item = self.queue.get(timeout=1)
            except queue.Empty:
                continue
            try:
                if self.disabled:
                    continue
                self.send(item)
            except OSError:
                print("not sent")
            finally:
                self.queue.task_done()

    def flush(self):
        self.queue.join()


def joined_before_the_end(jobs):
    q = queue.Queue()

    def work():
        while True:
            job = q.get()
            if job is None:
                break
            job()
            q.task_done()

    thread = threading.Thread(target=work)
    thread.start()
    for job in jobs:
        q.put(job)
    q.join()
    q.put(None)
    thread.join()


def joined_after_the_end(jobs):
    q = queue.Queue()

    def work():
        while True:
            job = q.get()  # want RH204 "work returns without q.task_done"
            if job is None:
                break
            job()
            q.task_done()

    thread = threading.Thread(target=work)
    thread.start()
    for job in jobs:
        q.put(job)
    q.put(None)
    q.join()


class Batches:
    """Items are collected, and marked done together."""

    def __init__(self, send):
        self.send = send
        self.queue = queue.Queue()

    def run(self):
        while True:
            batch = [self.queue.get()]
            while len(batch) < 10:
                try:
                    batch.append(self.queue.get_nowait())
                except queue.Empty:
                    break
            self.send(batch)
            for _ in batch:
                self.queue.task_done()

    def flush(self):
        self.queue.join()


class ByHelper:
    def __init__(self, send):
        self.send = send
        self.queue = queue.Queue()

    def run(self):
        while True:
            item = self.queue.get()
            if item is None:
                self._done()
                continue
            self.send(item)
            self.queue.task_done()

    def _done(self):
        self.queue.task_done()

    def flush(self):
        self.queue.join()
