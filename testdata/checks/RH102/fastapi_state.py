"""RH102: FastAPI endpoints over api.state, a module object, and the request's own state."""
import asyncio

from fastapi import FastAPI, Request

api = FastAPI()


class Totals:
    def __init__(self):
        self.cents = 0


totals = Totals()


async def price(item: str) -> int:
    await asyncio.sleep(0.05)
    return len(item) * 100


@api.post("/buy/{item}")
async def buy(item: str):
    totals.cents += await price(item)  # want RH102 "totals.cents"
    return {"total": totals.cents}


@api.post("/buy-state/{item}")
async def buy_state(item: str, request: Request):
    request.app.state.cents = request.app.state.cents + await price(item)  # want RH102 "cents"
    return {}


@api.post("/buy-own/{item}")
async def buy_own(item: str, request: Request):
    request.state.cents = 0
    request.state.cents += await price(item)
    return {"own": request.state.cents}


@api.post("/buy-safe/{item}")
async def buy_safe(item: str):
    cents = await price(item)
    totals.cents += cents
    return {}
