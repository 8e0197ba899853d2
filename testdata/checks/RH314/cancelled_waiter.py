"""RH314: the losers are cancelled, but not if the waiter itself is."""
import asyncio


async def take(queue, closed):
    get = asyncio.create_task(queue.get())
    stop = asyncio.create_task(closed.wait())
    done, pending = await asyncio.wait([get, stop], return_when=asyncio.FIRST_COMPLETED)  # want RH314 "if take is cancelled here"
    for task in pending:
        task.cancel()
    return get in done


async def take_right(queue, closed):
    get = asyncio.create_task(queue.get())
    stop = asyncio.create_task(closed.wait())
    try:
        done, pending = await asyncio.wait([get, stop], return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        get.cancel()
        stop.cancel()
        raise
    for task in pending:
        task.cancel()
    return get in done
