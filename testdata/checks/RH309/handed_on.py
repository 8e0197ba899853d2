"""RH309: the exception is handed to whoever waits."""
import asyncio


async def serve(requests: asyncio.Queue, run):
    while True:
        fut, args = await requests.get()
        try:
            result = await run(*args)
        except BaseException as e:
            fut.set_exception(e)
        else:
            fut.set_result(result)


async def collect(calls, errors):
    for call in calls:
        try:
            await call()
        except BaseException as e:
            errors.append(e)
