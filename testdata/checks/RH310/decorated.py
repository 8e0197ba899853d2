"""RH310: a decorator may take the call to a thread."""
import time

from helpers import in_thread


@in_thread
def crunch():
    time.sleep(3)


async def work():
    await crunch()
