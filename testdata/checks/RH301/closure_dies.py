"""RH301: a closure that only this function calls keeps nothing."""
import asyncio


async def watch(path):
    while True:
        await asyncio.sleep(1)


def start(path):
    task = asyncio.create_task(watch(path))  # miss RH301 "the closure counts as escaping"

    def describe():
        return f"{task.get_name()} on {path}"

    print(describe())


def start_plain(path):
    task = asyncio.create_task(watch(path))  # want RH301 "task"
    print("watching", path)
