"""RH309: the handler tells cancellations apart."""
import asyncio


class Session:
    def __init__(self):
        self.closing = False

    async def run(self, step):
        while True:
            try:
                await step()
            except asyncio.CancelledError:
                if self.closing:
                    return
                print("woken up")
            await asyncio.sleep(0)
