"""RH102: the state belongs to the class, so that all instances share it."""
import asyncio


async def cost():
    await asyncio.sleep(0)
    return 1


class Request:
    spent = 0
    count = 0

    async def run(self):
        Request.spent += await cost()  # want RH102 "Request.spent"

    @classmethod
    async def charge(cls):
        before = cls.spent
        amount = await cost()
        cls.spent = before + amount  # want RH102 "spent"

    async def run_safe(self):
        amount = await cost()
        Request.spent += amount
        Request.count += 1


async def main():
    await asyncio.gather(*(Request().run() for _ in range(5)))
    await asyncio.gather(*(Request.charge() for _ in range(5)))
    await asyncio.gather(*(Request().run_safe() for _ in range(5)))


asyncio.run(main())
