"""RH310: files of this machine are hygiene only."""
import os
import pathlib


async def load(name):
    with open(name) as f:  # note RH310 "open"
        return f.read()


async def drop(name):
    os.remove(name)  # note RH310 "os.remove"
    pathlib.Path(name).unlink()  # note RH310 "unlink"
