"""RH307: static and class methods."""


class Loader:
    @staticmethod
    async def warm():
        return 1

    @classmethod
    async def cool(cls):
        return 2

    async def cycle(self):
        Loader.warm()  # want RH307 "warm"
        self.cool()  # want RH307 "cool"
        await Loader.warm()
        await self.cool()
