"""RH301: an object of unknown make with a method of that name is not asyncio."""
import asyncio

import framework


async def poll(device):
    await asyncio.sleep(30)


async def setup(hass, device):
    hass.async_create_task(poll(device))
    hass.create_task(poll(device))


class Board:
    """A to-do list: its tasks are cards."""

    def __init__(self):
        self.cards = []

    def create_task(self, title):
        self.cards.append(title)
        return len(self.cards)


def fill(board: Board):
    board.create_task("water the plants")
    framework.create_task("paint the fence")
    own = Board()
    own.create_task("mow the lawn")
