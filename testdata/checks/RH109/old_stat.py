"""RH109: the size of one file, the content of another."""
# no-strip-test
import asyncio
import os
import pathlib

import aiofiles


async def send(path: pathlib.Path, out):
    loop = asyncio.get_running_loop()
    st = await loop.run_in_executor(None, path.stat)
    await out.length(st.st_size)
    file = await loop.run_in_executor(None, path.open, "rb")  # want RH109 warning "the file is opened by name after an await"
    await out.write(file)


async def send_named(path, out):
    st = os.stat(path)
    await out.length(st.st_size)
    async with aiofiles.open(path, "rb") as file:  # want RH109 "the file is opened by name"
        await out.write(file)


def find(path):
    packed = path.with_suffix(".gz")
    if packed.suffix:
        return packed, packed.lstat(), "gzip"
    return path, path.stat(), None


async def send_found(path, out):
    found, st, encoding = await asyncio.to_thread(find, path)
    await out.head(st.st_mtime, st.st_size, encoding)
    file = await asyncio.to_thread(found.open, "rb")  # want RH109 "the file is opened by name"
    await out.write(file)


async def send_open(path, out):
    async with aiofiles.open(path, "rb") as file:
        st = os.fstat(await file.fileno())
        await out.length(st.st_size)
        await out.write(file)


async def send_at_once(path, out):
    st = os.stat(path)
    async with aiofiles.open(path, "rb") as file:
        await out.length(st.st_size)
        await out.write(file)


async def other_file(path, other, out):
    st = os.stat(path)
    await out.length(st.st_size)
    async with aiofiles.open(other, "rb") as file:
        await out.write(file)


async def mode_only(path, out):
    st = os.stat(path)
    await out.mode(st.st_mode)
    async with aiofiles.open(path, "rb") as file:
        await out.write(file)
