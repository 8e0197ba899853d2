async def main(q, *, limit: int = 3) -> None:
    async with q.lock as lock, q.open() as (a, b):
        async for item in q:
            yield await item
        else:
            return
    result = [x async for x in q if await x if x.ok]
    pairs = {k: await v for k, v in q}
    total = sum(await y for y in q)
    await (await q.get())(*result, **pairs)
