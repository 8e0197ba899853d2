"""RH307: the coroutine function lives in another module."""


class Store:
    async def save(self, item):
        return item


async def vacuum():
    return None
