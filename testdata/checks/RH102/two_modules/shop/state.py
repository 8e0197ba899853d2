import asyncio


class State:
    def __init__(self):
        self.sold = 0
        self.returned = 0
        self.lock = asyncio.Lock()


STATE = State()
