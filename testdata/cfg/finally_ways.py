async def f(self, items):
    for item in items:
        try:
            if await self.skip(item):
                continue
            if self.done:
                break
            return item
        finally:
            self.open -= 1


def nested(a):
    try:
        try:
            a.read()
        finally:
            a.close()
    finally:
        a.log()
