"""RH301: the function waits for a future or event that its task completes."""
import asyncio


class Gate:
    """An event with a name of the project."""

    def __init__(self):
        self._waiters = []

    async def wait(self):
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        return await waiter

    def open(self):
        for waiter in self._waiters:
            waiter.set_result(None)  # want RH313 "waiter"


async def answer(future):
    await asyncio.sleep(1)
    future.set_result(42)


async def ask(timeout):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(answer(future))
    try:
        return await asyncio.wait_for(future, timeout)
    except asyncio.TimeoutError:
        task.cancel()
        raise


async def ask_gate(future):
    gate = Gate()
    task = asyncio.create_task(answer(future))
    task.add_done_callback(lambda _: gate.open())
    await gate.wait()


async def ask_briefly(future):
    task = asyncio.create_task(answer(future))  # want RH301 "task"
    await asyncio.sleep(0)
    print(task.get_name())
