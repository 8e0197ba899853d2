"""RH303: a worker thread asks for an event loop that it does not have."""
import asyncio
import threading


async def upload(item):
    await asyncio.sleep(0)
    return item


def worker():
    loop = asyncio.get_event_loop()  # want RH303 "get_event_loop.*thread that runs worker"
    loop.run_in_executor(None, print)


def worker_right():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(upload(1))
    finally:
        loop.close()


def worker_run():
    asyncio.run(upload(1))


def start():
    threading.Thread(target=worker).start()
    threading.Thread(target=worker_right).start()
    threading.Thread(target=worker_run).start()
