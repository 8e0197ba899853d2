"""RH106: tasks of one loop, with no suspension between test and assignment."""
import asyncio


class Hub:
    pass


_hub = None


def hub():
    global _hub
    if _hub is None:
        _hub = Hub()
    return _hub


async def main():
    async def use():
        await asyncio.sleep(0)
        return hub()

    await asyncio.gather(use(), use())
