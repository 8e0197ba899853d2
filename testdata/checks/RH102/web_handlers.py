"""RH102: handlers run once for each request, all on the same application state."""
import asyncio

from aiohttp import web

routes = web.RouteTableDef()
visits = {"count": 0}


async def lookup(name):
    await asyncio.sleep(0.1)
    return name.title()


@routes.get("/hello/{name}")
async def hello(request):
    count = visits["count"]
    name = await lookup(request.match_info["name"])
    visits["count"] = count + 1  # want RH102 "visits"
    return web.Response(text=f"{name} is number {count}")


@routes.get("/app/{name}")
async def hello_app(request):
    request.app["hits"] = request.app["hits"] + len(await lookup("x"))  # want RH102 "hits"
    return web.Response(text="ok")


@routes.get("/request/{name}")
async def hello_request(request):
    request["steps"] = 0
    request["steps"] += len(await lookup("x"))
    return web.Response(text=str(request["steps"]))


@routes.get("/safe/{name}")
async def hello_safe(request):
    name = await lookup(request.match_info["name"])
    visits["count"] += 1
    return web.Response(text=name)


service = web.Application()
service.add_routes(routes)
