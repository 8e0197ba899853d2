"""RH306: tested and replaced, but never looked at."""
import asyncio


class Sync:
    def __init__(self, store):
        self.store = store
        self.job = None

    async def _save(self):
        await self.store.save()

    def changed(self):
        if self.job is None or self.job.done():
            loop = asyncio.get_running_loop()
            self.job = loop.create_task(self._save())  # want RH306 "self.job"

    def close(self):
        if self.job and not self.job.done():
            self.job.cancel()
