async def f(q):
    async with q.lock:
        await q.put(1)
