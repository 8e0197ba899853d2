"""RH301: the function goes on for a while, but ends without having met its task."""
import asyncio


class Orders:
    """Handlers are started for each connection."""

    async def audit(self, order):
        await asyncio.sleep(10)
        print("audited", order)

    async def save(self, order):
        await asyncio.sleep(0.01)

    async def place(self, order):
        task = asyncio.create_task(self.audit(order))  # want RH301 "task"
        await self.save(order)
        return order

    async def place_waiting(self, order):
        task = asyncio.create_task(self.audit(order))
        await self.save(order)
        await task
        return order

    async def place_cancelling(self, order):
        task = asyncio.create_task(self.audit(order))
        try:
            await self.save(order)
        finally:
            task.cancel()
        return order
