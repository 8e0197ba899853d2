"""RH312: a local task is cancelled and awaited bare; one that catches CancelledError is fine."""
import asyncio


async def watch(source, sink):
    while True:
        sink.send(await source.get())


async def watch_politely(source, sink):
    try:
        while True:
            sink.send(await source.get())
    except asyncio.CancelledError:
        sink.send(None)


async def for_a_while(source, sink):
    task = asyncio.create_task(watch(source, sink))
    await asyncio.sleep(10)
    task.cancel()  # want RH312 "task is cancelled"
    await task
    sink.flush()


async def for_a_while_handled(source, sink):
    task = asyncio.create_task(watch(source, sink))
    await asyncio.sleep(10)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    sink.flush()


async def for_a_while_quiet(source, sink):
    task = asyncio.create_task(watch_politely(source, sink))
    await asyncio.sleep(10)
    task.cancel()
    await task
    sink.flush()


async def for_a_while_gathered(source, sink):
    task = asyncio.create_task(watch(source, sink))
    await asyncio.sleep(10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    sink.flush()
