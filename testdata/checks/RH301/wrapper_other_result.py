"""RH301: a wrapper that returns a task on one way and something else on another."""
import asyncio
import inspect
import threading


def launch(work):
    """Runs a coroutine function as a task, anything else in a thread."""
    if inspect.iscoroutinefunction(work):
        return asyncio.create_task(work())
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def launch_if(work, wanted):
    """Returns a task or nothing."""
    if not wanted:
        return None
    return asyncio.create_task(work())


async def pump():
    await asyncio.sleep(1)


def prime():
    launch(print)
    launch_if(pump, True)  # want RH301 "task"
