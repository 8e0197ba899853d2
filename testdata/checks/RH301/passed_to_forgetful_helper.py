"""RH301: the helper that gets the task only looks at it."""
import asyncio


def show(task):
    print("started", task.get_name())


async def crawl(url):
    await asyncio.sleep(0.1)


def start(url):
    show(asyncio.create_task(crawl(url)))  # want RH301 "task"


def start_kept(url, pool):
    task = asyncio.create_task(crawl(url))
    show(task)
    pool.append(task)


class Names:
    """Decorates tasks, and keeps some."""

    def __init__(self):
        self.known = []

    def label(self, task, *, text):
        task.set_name(text)
        self._log(task)

    def _log(self, task):
        task.add_done_callback(lambda done: print(done.get_name(), "is done"))

    def remember(self, task, *, text):
        task.set_name(text)
        self._put(task)

    def _put(self, task):
        self.known.append(task)


def labelled(coro, names: Names):
    task = asyncio.create_task(coro)
    names.label(task, text="worker")
    return task


def start_labelled(url, names: Names):
    labelled(crawl(url), names)  # want RH301 "task"


def start_remembered(url, names: Names):
    task = asyncio.create_task(crawl(url))
    names.remember(task, text=url)


def start_unknown(url, names):
    names.label(asyncio.create_task(crawl(url)), text=url)
