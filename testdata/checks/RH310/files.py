"""RH310: files of this machine are a note, and one a function is enough."""
import asyncio
import os
import pathlib
import tempfile


async def load(name):
    with open(name) as f:  # want RH310 "open"
        return f.read()


async def drop(name):
    os.remove(name)  # want RH310 "os.remove"
    pathlib.Path(name).unlink()  # note RH310 "unlink"


async def receive(field):
    tmp = tempfile.TemporaryFile()  # want RH310 "tempfile.TemporaryFile"
    while chunk := await field.read_chunk():
        tmp.write(chunk)
    return tmp


async def download(version, fetch):
    path = pathlib.Path("/tmp", f"{version}.img")
    try:
        await fetch(path)
    finally:
        path.unlink()  # want RH310 "unlink"


async def download_carefully(version, fetch):
    path = pathlib.Path("/tmp", f"{version}.img")
    try:
        await fetch(path)
    finally:
        await asyncio.to_thread(path.unlink)


async def main():
    with open("settings") as f:  # note RH310 "open"
        print(f.read())


if __name__ == "__main__":
    asyncio.run(main())
