"""RH204: a consumer that an exception ends before it marks the item done."""
# no-strip-test: half of the consumers are threads
import asyncio
import queue
import threading


class Sender:
    def __init__(self, post):
        self.post = post
        self.queue = queue.Queue()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            item = self.queue.get()  # want RH204 warning "if an exception ends Sender.run .*, nobody calls self.queue.task_done"
            self.post(item)
            self.queue.task_done()

    def send(self, item):
        self.queue.put(item)

    def flush(self):
        self.queue.join()


class SenderThatMarks:
    def __init__(self, post):
        self.post = post
        self.queue = queue.Queue()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            item = self.queue.get()
            try:
                self.post(item)
            finally:
                self.queue.task_done()

    def flush(self):
        self.queue.join()


class SenderThatGoesOn:
    def __init__(self, post):
        self.post = post
        self.failed = 0
        self.queue = queue.Queue()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            item = self.queue.get()
            try:
                self.post(item)
            except Exception:
                self.failed += 1
            self.queue.task_done()

    def flush(self):
        self.queue.join()


class Fetcher:
    """Tasks; what may fail is in a helper."""

    def __init__(self, session):
        self.session = session
        self.urls = asyncio.Queue()

    async def start(self):
        self.tasks = [asyncio.create_task(self.work()) for _ in range(4)]

    async def work(self):
        while True:
            url = await self.urls.get()  # want RH204 warning "if an exception ends Fetcher.work"
            await self.fetch(url)
            self.urls.task_done()

    async def fetch(self, url):
        return await self.session.get(url)

    async def finish(self):
        await self.urls.join()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def crawl(urls, fetch):
    todo = queue.Queue()
    for url in urls:
        todo.put(url)

    def work():
        while True:
            url = todo.get()  # want RH204 warning "if an exception ends crawl"
            fetch(url)
            todo.task_done()

    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    todo.join()
