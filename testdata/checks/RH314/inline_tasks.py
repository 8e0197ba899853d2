"""RH314: tasks that are made inside the call."""
import asyncio


async def idle(stop, wake):
    while not stop.is_set():
        await asyncio.wait(  # want RH314 "may still run"
            (asyncio.create_task(stop.wait()), asyncio.create_task(wake.wait())), return_when=asyncio.FIRST_COMPLETED,
        )
        wake.clear()
