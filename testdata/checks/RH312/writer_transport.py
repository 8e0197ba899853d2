"""RH312: the writer's task flushes in its finally clause."""
import asyncio


class Sender:
    def __init__(self, writer):
        self.writer = writer
        self.task = None

    def begin(self):
        self.task = asyncio.ensure_future(self._send())

    async def _send(self):
        try:
            while True:
                await asyncio.sleep(1)
                self.writer.write(b"tick")
        finally:
            self.writer.write(b"end")

    async def finish(self):
        if self.task is not None:
            self.task.cancel()  # want RH312 "self.task"
        self.writer.close()
        await self.writer.wait_closed()
