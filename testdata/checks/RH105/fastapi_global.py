"""RH105: a module object that every request of a FastAPI application overwrites."""
import asyncio

from fastapi import FastAPI

app = FastAPI()


class Context:
    def __init__(self):
        self.tenant = ""
        self.started = False


context = Context()


async def query(tenant: str) -> list:
    await asyncio.sleep(0.1)
    return [tenant]


@app.get("/items/{tenant}")
async def items(tenant: str):
    context.tenant = tenant
    rows = await query(tenant)
    return {"tenant": context.tenant, "rows": rows}  # want RH105 "context.tenant"


@app.get("/items-local/{tenant}")
async def items_local(tenant: str):
    rows = await query(tenant)
    return {"tenant": tenant, "rows": rows}


@app.get("/start")
async def start():
    context.started = True
    await query("none")
    return {"started": context.started}
