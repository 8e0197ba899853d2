async def f(self):
    self.total += await g()
    async for x, y in self.items():
        await x
    else:
        pass
    async with self.lock, a.b() as c:
        await asyncio.sleep(0)
    return await (await h())


async def forever(q):
    while True:
        try:
            item = await q.get()
        except asyncio.CancelledError:
            raise
        finally:
            q.task_done()
