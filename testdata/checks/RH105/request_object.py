"""RH105: state that belongs to one request, in frameworks that make an object for each."""
import asyncio

import tornado.web
from aiohttp import web
from fastapi import FastAPI, Request

api = FastAPI()


class Page(web.View):
    async def get(self):
        self.user = self.request.query["user"]
        await asyncio.sleep(0.1)
        return web.Response(text=self.user)


class Article(tornado.web.RequestHandler):
    async def get(self, slug):
        self.slug = slug
        await asyncio.sleep(0.1)
        self.write(self.slug)


@api.get("/state")
async def state(request: Request, user: str):
    request.state.user = user
    await asyncio.sleep(0.1)
    return {"user": request.state.user}


@api.get("/app-state")
async def app_state(request: Request, user: str):
    request.app.state.user = user
    await asyncio.sleep(0.1)
    return {"user": request.app.state.user}  # want RH105 "user"
