"""RH301: tests that come out the same way twice, and tests of the task itself."""
import asyncio


async def pulse():
    while True:
        await asyncio.sleep(1)


class Camera:
    """Takes pictures, with or without a pulse beside it."""

    def __init__(self, lively):
        self.lively = lively

    async def shoot(self):
        await asyncio.sleep(0.1)

    async def with_flag(self):
        if self.lively:
            beat = asyncio.create_task(pulse())
        await self.shoot()
        if self.lively:
            beat.cancel()

    async def with_other_flag(self, dark):
        if self.lively:
            beat = asyncio.create_task(pulse())  # want RH301 "one way through"
        await self.shoot()
        if dark:
            beat.cancel()

    async def with_none(self):
        beat = None
        if self.lively:
            beat = asyncio.create_task(pulse())
        await self.shoot()
        if beat is not None:
            beat.cancel()

    async def with_truth(self):
        beat = asyncio.create_task(pulse()) if self.lively else None
        try:
            await self.shoot()
        finally:
            if beat and not beat.done():
                beat.cancel()

    async def with_list(self, count):
        beats = [asyncio.create_task(pulse()) for _ in range(count)]
        await self.shoot()
        if beats:
            await asyncio.wait(beats, timeout=1)  # want RH314 "pulse"

    async def with_batches(self, films):
        batch = []
        for film in films:
            batch.append(asyncio.create_task(self.shoot()))
            if len(batch) >= 10:
                await asyncio.gather(*batch)
                batch = []
        await asyncio.gather(*batch)
