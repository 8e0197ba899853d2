"""RH109: a file that is read as soon as it exists."""
# no-strip-test
import asyncio
import json
import os
import time
from pathlib import Path


async def address(path, deadline):
    file = Path(path)
    while not (deadline.expired or file.exists()):
        await asyncio.sleep(0.1)
    with file.open() as f:  # want RH109 warning "file is read as soon as it exists" want RH310 "open"
        return json.load(f)


def wait_and_read(path):
    while not os.path.exists(path):
        time.sleep(1)
    return open(path).read()  # want RH109 "path is read as soon as it exists"


async def patient(path, deadline):
    while not deadline.expired:
        try:
            with open(path) as f:  # want RH310 "open"
                return json.load(f)
        except (FileNotFoundError, ValueError):
            await asyncio.sleep(0.1)


def tolerant(path):
    while not os.path.exists(path):
        time.sleep(1)
    try:
        with open(path) as f:
            return json.load(f)
    except ValueError:
        return None


def wait_for_marker(path, data):
    while not os.path.exists(path):
        time.sleep(1)
    with open(data) as f:
        return f.read()


def wait_and_write(path):
    while not os.path.exists(path):
        time.sleep(1)
    with open(path, "w") as f:
        f.write("done")
