"""RH105: one handler object serves all requests and keeps the request in an attribute."""
import asyncio

from aiohttp import web


class Api:
    def __init__(self, db):
        self.db = db
        self.user = None

    async def profile(self, request):
        self.user = request.query["user"]
        rows = await self.db.fetch("select 1")
        return web.json_response({"user": self.user, "rows": rows})  # want RH105 "self.user"

    async def profile_local(self, request):
        user = request.query["user"]
        rows = await self.db.fetch("select 1")
        return web.json_response({"user": user, "rows": rows})

    async def slow(self, request):
        self.user = request.query["user"]
        await asyncio.sleep(1)
        return web.json_response({})


def make_app(db):
    api = Api(db)
    app = web.Application()
    app.router.add_get("/profile", api.profile)
    app.router.add_get("/profile-local", api.profile_local)
    app.router.add_get("/slow", api.slow)
    return app
