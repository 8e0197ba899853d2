"""RH301: a shield over a bare coroutine hides the only task that stands for it."""
import asyncio


async def commit(batch):
    await asyncio.sleep(1)
    print(batch)


async def flush(batch):
    await asyncio.shield(commit(batch))  # want RH301 warning "outlives a cancellation of flush"


class Flusher:
    def __init__(self):
        self.running = set()

    async def flush(self, batch):
        task = asyncio.create_task(commit(batch))
        self.running.add(task)
        task.add_done_callback(self.running.discard)
        await asyncio.shield(task)

    async def flush_and_wait(self, batch):
        task = asyncio.create_task(commit(batch))
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise
