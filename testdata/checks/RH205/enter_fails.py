"""RH205: __enter__ fails after it has taken the lock, so __exit__ never runs."""
import asyncio
import threading


class Session:
    def __init__(self, port):
        self.lock = threading.Lock()
        self.port = port

    def __enter__(self):
        self.lock.acquire()  # want RH205 "the caller never learns that he holds it"
        self.port.open_line()
        return self

    def __exit__(self, *failure):
        self.port.close_line()
        self.lock.release()


class AsyncSession:
    def __init__(self, port):
        self.lock = asyncio.Lock()
        self.port = port

    async def __aenter__(self):
        await self.lock.acquire()  # want RH205 "the task is cancelled here"
        await self.port.open_line()
        return self

    async def __aexit__(self, *failure):
        self.lock.release()


class Plain:
    def __init__(self):
        self.lock = threading.Lock()
        self.depth = 0

    def __enter__(self):
        self.lock.acquire()
        self.depth += 1
        return self

    def __exit__(self, *failure):
        self.lock.release()
