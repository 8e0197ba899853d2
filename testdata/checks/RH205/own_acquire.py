"""RH205: acquire itself waits after it has taken the lock."""
import asyncio


class Gate:
    def __init__(self):
        self._owner = None
        self._waiters = []

    async def acquire(self):
        try:
            self.acquire_nowait()  # want RH205 "the task is cancelled here, the caller never learns that he holds it"
        except BlockingIOError:
            future = asyncio.get_running_loop().create_future()
            self._waiters.append(future)
            await future
        else:
            await asyncio.sleep(0)

    def acquire_nowait(self):
        if self._owner is not None:
            raise BlockingIOError
        self._owner = asyncio.current_task()

    def release(self):
        self._owner = None


class Careful(Gate):
    async def acquire(self):
        try:
            self.acquire_nowait()
        except BlockingIOError:
            future = asyncio.get_running_loop().create_future()
            self._waiters.append(future)
            await future
        else:
            try:
                await asyncio.sleep(0)
            except BaseException:
                self.release()
                raise
