"""RH308: an object that gives itself up because its state is not known any more."""
from transports import Transport


class Channel(Transport):
    async def receive(self):
        try:
            size = await self.stream.read_exactly(4)  # want RH308 "self.abort.* is skipped"
            data = await self.stream.read_exactly(size)
        except Exception:
            self.abort()
            raise
        return data

    async def receive_to_the_end(self):
        try:
            size = await self.stream.read_exactly(4)
            data = await self.stream.read_exactly(size)
        except BaseException:
            self.abort()
            raise
        return data
