"""RH101: the act may fail and its failure is handled."""
import asyncio


class Board:
    def __init__(self, send):
        self.send = send
        self.posts = {}
        self.link = None

    async def show(self, key):
        if key not in self.posts:
            return None
        await self.send(key)
        try:
            return self.posts[key]
        except KeyError:
            return None

    async def post(self, text):
        if self.link:
            await self.send(text)
            try:
                await self.link.push(text)
            except AttributeError:
                pass

    async def clear(self, key):
        self.posts.pop(key, None)
        self.link = None
        await self.send("cleared")


async def main(send):
    b = Board(send)
    await asyncio.gather(b.show(1), b.post("x"), b.clear(1))
