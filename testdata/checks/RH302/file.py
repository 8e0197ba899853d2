"""RH302: a plain with statement over a file."""
import asyncio


async def write_lines(out, lines):
    async for line in lines:
        out.write(line)


async def save(path, lines):
    with open(path, "w") as out:  # want RH310 "open"
        task = asyncio.create_task(write_lines(out, lines))  # want RH302 "out"
    await task


async def save_right(path, lines):
    with open(path, "w") as out:  # want RH310 "open"
        await asyncio.create_task(write_lines(out, lines))
