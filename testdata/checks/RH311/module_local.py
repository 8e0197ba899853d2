"""RH311: a thread-local of the module is set, and read after an await."""
import asyncio
import threading

current = threading.local()


async def handle(request, load):
    current.user = request.user
    data = await load(request)
    print(current.user, data)  # want RH311 "current.user was set before an await"


async def handle_right(request, load):
    user = request.user
    data = await load(request)
    print(user, data)
