"""RH301: a signal handler that starts the shutdown and keeps no reference to it."""
import asyncio
import signal

SHUTDOWN = []


async def shutdown(name):
    await asyncio.sleep(1)
    print("stopped by", name)


def request(name):
    SHUTDOWN.append(asyncio.create_task(shutdown(name)))


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(shutdown("term")))  # want RH301 "task"
    loop.add_signal_handler(signal.SIGINT, request, "int")
    await asyncio.Event().wait()


asyncio.run(main())
