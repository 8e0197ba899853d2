"""RH309: waiting for a task that this code cancelled itself."""
import asyncio


class Owner:
    def __init__(self):
        self.child = None

    async def restart(self, run):
        while True:
            if self.child is not None:
                self.child.cancel()
                try:
                    await self.child
                except asyncio.CancelledError:
                    pass
            self.child = asyncio.create_task(run())
            await asyncio.sleep(60)


async def stop_all(tasks):
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:
            pass
