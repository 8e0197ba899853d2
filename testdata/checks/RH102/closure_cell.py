"""RH102: the state is a variable of the enclosing function."""
# no-lock-test: a worker is awaited as well as gathered
import asyncio


async def step():
    await asyncio.sleep(0.1)
    return 1


async def run_racy():
    total = 0

    async def worker():
        nonlocal total
        total += await step()  # want RH102 "total"

    await asyncio.gather(worker(), worker(), worker())
    return total


async def run_safe():
    total = 0

    async def worker():
        nonlocal total
        amount = await step()
        total += amount

    await asyncio.gather(worker(), worker(), worker())
    return total


async def run_single():
    total = 0

    async def worker():
        nonlocal total
        total += await step()

    await worker()
    return total


async def main():
    print(await run_racy(), await run_safe(), await run_single())


asyncio.run(main())
