"""RH102: a library class with one coroutine method and nothing that hints at concurrent use."""


class Reader:
    def __init__(self, stream):
        self.stream = stream
        self.position = 0

    async def read(self, n):
        data = await self.stream.read(n)
        self.position += len(data)
        return data

    async def skip(self, n):
        self.position = self.position + await self.stream.discard(n)


async def copy(source, target):
    copied = 0
    while chunk := await source.read(1024):
        copied += await target.write(chunk)
    return copied
