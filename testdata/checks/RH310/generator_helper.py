"""RH310: making a generator runs none of its code; a test for the terminal does."""
import time


def slowly(items):
    for item in items:
        time.sleep(1)
        yield item


async def stream(items):
    return slowly(items)


async def ask():
    return input("name? ")  # want RH310 "input"
