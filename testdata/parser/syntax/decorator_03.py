@a
@b
async def f(): pass