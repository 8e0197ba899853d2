"""RH103: one handler walks a dict over awaits while others add to it."""
import asyncio

from aiohttp import web

listeners: dict[str, web.WebSocketResponse] = {}
routes = web.RouteTableDef()


@routes.get("/listen/{name}")
async def listen(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    name = request.match_info["name"]
    listeners[name] = ws
    try:
        async for _ in ws:
            await asyncio.sleep(0)
    finally:
        listeners.pop(name, None)
    return ws


@routes.post("/say")
async def say(request):
    text = await request.text()
    for ws in listeners.values():  # want RH103 "listeners"
        await ws.send_str(text)
    return web.Response()


@routes.post("/say-copy")
async def say_copy(request):
    text = await request.text()
    for ws in list(listeners.values()):
        await ws.send_str(text)
    return web.Response()


app = web.Application()
app.add_routes(routes)
