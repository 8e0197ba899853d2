"""RH308: the cancellation of one await ends the loop and cleans up; that of the other one does not."""
import asyncio


class Handler:
    def __init__(self):
        self.state = "open"
        self.writers = []

    async def run(self, reader):
        while True:
            try:
                data = await reader.read(100)
                if not data:
                    break
            except asyncio.CancelledError:
                break
            self.handle(data)
            for writer in self.writers:
                await writer.drain()  # want RH308 "the clean-up behind the loop is skipped"
        self.state = "closed"

    def handle(self, data):
        print(data)


class CarefulHandler:
    def __init__(self):
        self.state = "open"
        self.writers = []

    async def run(self, reader):
        while True:
            try:
                data = await reader.read(100)
                if not data:
                    break
                for writer in self.writers:
                    await writer.drain()
            except asyncio.CancelledError:
                break
        self.state = "closed"


class Finally:
    def __init__(self):
        self.state = "open"
        self.writers = []

    async def run(self, reader):
        try:
            while True:
                try:
                    data = await reader.read(100)
                except asyncio.CancelledError:
                    break
                for writer in self.writers:
                    await writer.drain()
        finally:
            self.state = "closed"


class NothingBehind:
    async def run(self, reader, queue):
        while True:
            try:
                data = await reader.read(100)
            except asyncio.CancelledError:
                break
            await queue.put(data)
        print("end of file")
