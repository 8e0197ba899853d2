"""RH308: a cancellation leaves the entry of a registry behind."""
import asyncio
import weakref


class Requests:
    def __init__(self, link):
        self.link = link
        self.replies = {}

    async def ask(self, number, text, timeout):
        reply = asyncio.get_running_loop().create_future()
        self.replies[number] = reply
        await self.link.send(number, text)  # want RH308 "the entry that Requests.ask has put into self.replies stays"
        try:
            return await asyncio.wait_for(reply, timeout)
        except asyncio.TimeoutError:
            del self.replies[number]
            raise

    async def ask_right(self, number, text, timeout):
        reply = asyncio.get_running_loop().create_future()
        self.replies[number] = reply
        try:
            await self.link.send(number, text)
            return await asyncio.wait_for(reply, timeout)
        finally:
            self.replies.pop(number, None)

    async def ask_callback(self, number, text):
        reply = asyncio.get_running_loop().create_future()
        reply.add_done_callback(lambda _: self.replies.pop(number, None))
        self.replies[number] = reply
        await self.link.send(number, text)
        return await reply

    def on_reply(self, number, text):
        reply = self.replies.pop(number, None)
        if reply is not None and not reply.done():
            reply.set_result(text)


class Session:
    def __init__(self, link):
        self.link = link
        self.results = {}

    async def send(self, message, wait):
        if wait:
            self.results[message.number] = asyncio.Event()
        await self.link.send(message)
        if wait:
            await self.results[message.number].wait()  # want RH308 "the entry that Session.send has put into self.results"
            return self.results.pop(message.number)

    async def send_right(self, message):
        self.results[message.number] = asyncio.Event()
        try:
            await self.link.send(message)
            await self.results[message.number].wait()
        except BaseException:
            self.forget(message.number)
            raise
        return self.results.pop(message.number)

    def forget(self, number):
        del self.results[number]


class Busy:
    def __init__(self):
        self.busy = set()
        self.seen = []
        self.known = weakref.WeakValueDictionary()

    async def work(self, key, job):
        if key in self.busy:
            return
        self.busy.add(key)
        await job()  # want RH308 "the entry that Busy.work has put into self.busy stays"
        self.busy.discard(key)

    async def work_right(self, key, job):
        if key in self.busy:
            return
        self.busy.add(key)
        try:
            await job()
        finally:
            self.busy.discard(key)

    async def remember(self, key, job):
        self.seen.append(key)
        await job()
        if len(self.seen) > 100:
            self.seen.remove(key)

    async def weak(self, key, job):
        self.known[key] = job
        await job()
        del self.known[key]


class Sessions:
    """What stays after success is not an entry of the call."""

    def __init__(self):
        self.sessions = {}

    async def start(self, name, session):
        self.sessions[name] = session
        try:
            await session.begin()
        except OSError:
            del self.sessions[name]
            raise
