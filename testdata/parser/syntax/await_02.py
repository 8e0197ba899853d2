async def f():
 await x
 async with a as b, c: pass
 async for x in y: pass
 else: pass