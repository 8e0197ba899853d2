"""RH301: a module variable, a class variable and a default argument live on."""
import asyncio

_janitor = None
_all = []


async def clean():
    while True:
        await asyncio.sleep(600)


def start():
    global _janitor
    _janitor = asyncio.create_task(clean())


def start_local():
    _janitor = asyncio.create_task(clean())  # want RH301 "task"


def start_listed():
    _all.append(asyncio.create_task(clean()))


class Janitor:
    task = None

    @classmethod
    def start(cls):
        cls.task = asyncio.create_task(clean())
