"""Uses the package by its re-exported names."""
import asyncio

import pkg
from pkg import Engine, count


async def main():
    engine = Engine()
    count(engine)
    await pkg.start(engine)
    await asyncio.gather(engine.step(), engine.step())


asyncio.run(main())
