"""RH304: the class waits for the loop through a helper of the program."""
import asyncio
import threading


def call_in_loop(loop, func):
    done = threading.Event()

    def work():
        func()
        done.set()

    loop.call_soon_threadsafe(work)
    done.wait()


class Board:
    def __init__(self, loop):
        self.loop = loop
        self.changed = asyncio.Condition()
        self.full = asyncio.Event()

    def paint(self):
        call_in_loop(self.loop, self.full.clear)

    def fill(self):
        self.full.set()  # want RH304 "self.full.set"

    def fill_right(self):
        call_in_loop(self.loop, self.full.set)
