"""RH306: the base class keeps it, the subclass awaits it."""
import asyncio


class Base:
    async def _read(self, source):
        print(await source.get())

    def start(self, source):
        self.reader = asyncio.create_task(self._read(source))

    def stop(self):
        self.reader.cancel()


class Polite(Base):
    async def close(self):
        self.stop()
        await asyncio.wait([self.reader])
