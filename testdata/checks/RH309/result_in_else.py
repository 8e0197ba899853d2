"""RH309: the cancellation becomes a result, where the result proper comes in the else clause."""
import asyncio


class Downloads:
    def __init__(self, server):
        self.server = server

    async def download(self, name, target):
        try:
            async for chunk in self.server.stream(name):
                target.write(chunk)
        except BaseException:  # want RH309 "its caller gets an ordinary result"
            target.close()
            return None
        else:
            return target

    async def download_right(self, name, target):
        try:
            async for chunk in self.server.stream(name):
                target.write(chunk)
        except Exception:
            target.close()
            return None
        else:
            return target

    async def status(self, name):
        try:
            status = await self.server.status(name)
        except (OSError, asyncio.CancelledError):  # want RH309 "its caller gets an ordinary result"
            return None
        else:
            return status

    async def follow(self, name):
        try:
            async for line in self.server.log(name):
                print(line)
        except asyncio.CancelledError:
            print("stopped")
