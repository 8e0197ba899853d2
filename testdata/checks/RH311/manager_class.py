"""RH311: the manager is a class."""
import asyncio
import threading

_state = threading.local()


class Suspended:
    def __init__(self, reason):
        self.reason = reason

    def __enter__(self):
        _state.reason = self.reason

    def __exit__(self, *exc):
        _state.reason = None


def reason():
    return _state.reason


async def upgrade(steps):
    with Suspended("upgrade"):  # want RH311 "for a block that awaits"
        for step in steps:
            await step()


def upgrade_in_thread(steps):
    with Suspended("upgrade"):
        for step in steps:
            step()
