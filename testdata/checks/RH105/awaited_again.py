"""RH105: a shared future is waited for and then read from its attribute once more."""
import asyncio


class Fetcher:
    def __init__(self):
        self._ready = None
        self._again = None

    def _renew(self):
        if self._again is None or self._again.done():
            self._again = asyncio.get_running_loop().create_future()

    async def fetch(self, timeout):
        if self._ready is None or self._ready.done():
            self._ready = asyncio.get_running_loop().create_future()
        done, _ = await asyncio.wait([self._ready], timeout=timeout)
        if not done or self._ready.exception() is not None:  # want RH105 warning "self._ready is read anew"
            return {}
        return done

    async def fetch_well(self, timeout):
        if self._ready is None or self._ready.done():
            self._ready = asyncio.get_running_loop().create_future()
        ready = self._ready
        done, _ = await asyncio.wait([ready], timeout=timeout)
        if not done or ready.exception() is not None:
            return {}
        return done

    async def result(self):
        self._renew()
        await asyncio.shield(self._again)
        return self._again.result()  # want RH105 warning "self._again is read anew"

    async def result_well(self):
        self._renew()
        return await asyncio.shield(self._again)

    async def asked(self):
        await asyncio.wait([self._ready])
        if self._ready.done():
            return self._ready.result()
        return None


class Owner:
    """Set once, by who begins."""

    def __init__(self, work):
        self.work = work
        self.job = None

    def begin(self):
        self.job = asyncio.ensure_future(self.work())

    async def end(self):
        await asyncio.wait([self.job])
        return self.job.result()
