"""RH308: a close that waits for a child process leaves it running when it is cancelled."""
import asyncio


class Worker:
    def __init__(self):
        self.process: asyncio.subprocess.Process | None = None

    async def start(self):
        self.process = await asyncio.create_subprocess_exec("worker")

    async def wait(self):
        return await self.process.wait()

    async def aclose(self):
        self.process.stdin.close()
        await self.wait()  # want RH308 "the process runs on"


class Careful:
    def __init__(self):
        self.process: asyncio.subprocess.Process | None = None

    async def start(self):
        self.process = await asyncio.create_subprocess_exec("worker")

    async def aclose(self):
        try:
            await self.process.wait()
        except BaseException:
            self.process.kill()
            await asyncio.shield(self.process.wait())
            raise


class Stopped:
    def __init__(self):
        self.process: asyncio.subprocess.Process | None = None

    async def start(self):
        self.process = await asyncio.create_subprocess_exec("worker")

    async def close(self):
        self.process.terminate()
        await self.process.wait()
