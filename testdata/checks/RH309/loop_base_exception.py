"""RH309: except BaseException in a loop, with and without raising again."""
import asyncio


class Poller:
    async def poll(self):
        await asyncio.sleep(1)

    async def run(self):
        while True:
            try:
                await self.poll()
            except BaseException as e:  # want RH309 "BaseException"
                print("poll failed", e)

    async def run_reraises(self):
        while True:
            try:
                await self.poll()
            except BaseException as e:
                print("poll failed", e)
                raise

    async def run_sorts_out(self):
        while True:
            try:
                await self.poll()
            except BaseException as e:
                if isinstance(e, asyncio.CancelledError):
                    raise
                print("poll failed", e)
