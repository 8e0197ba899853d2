"""RH110: what a new task sets in its first step is looked at before it can have run."""
import asyncio


class Lifespan:
    def __init__(self, app):
        self.app = app
        self.supported = True
        self.queue = asyncio.Queue()
        self.checked = asyncio.Event()
        self.session = None
        self.closed = False
        self.error = None
        self.ready = False

    async def handle(self):
        try:
            instance = self.app({"type": "lifespan"})
        except Exception:
            self.supported = False
        else:
            await instance(self.queue.get)

    async def wait_for_startup(self):
        if not self.supported:  # want RH110 "self.supported is looked at before"
            return
        await self.queue.put("startup")

    async def wait_properly(self):
        await self.checked.wait()
        if not self.supported:
            return
        await self.queue.put("startup")

    async def connect(self):
        self.session = object()
        await asyncio.sleep(1)
        self.error = ValueError()

    async def use(self):
        task = asyncio.create_task(self.connect())
        self.session.get("/")  # want RH110 "self.session is looked at before"
        await task

    async def use_later(self):
        task = asyncio.create_task(self.connect())
        await asyncio.sleep(0)
        self.session.get("/")
        await task

    async def check(self):
        task = asyncio.create_task(self.connect())
        if self.error:  # set after a wait: not in the first step
            raise self.error
        await task

    async def shut(self):
        task = asyncio.create_task(self.finish())
        if not self.closed:
            print("closing")
        await task

    async def finish(self):
        self.closed = True

    def reopen(self):
        self.closed = False

    async def begin(self):
        self.ready = True

    async def poll(self):
        task = asyncio.create_task(self.begin())
        while not self.ready:
            await asyncio.sleep(1)
        await task


async def main(app):
    lifespan = Lifespan(app)
    task = asyncio.create_task(lifespan.handle())
    await lifespan.wait_for_startup()
    await lifespan.wait_properly()
    await task
