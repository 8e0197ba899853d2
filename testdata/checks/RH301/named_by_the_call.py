"""RH301: the message names what the code names: the call, not what hides behind it."""
import asyncio


class Variable:
    """A synchronous front to a coroutine."""

    def set(self, value):
        return self._sync(self._set, value)

    def _sync(self, func, *args):
        return func(*args)

    async def _set(self, value):
        await asyncio.sleep(0)


async def store(variable: Variable, given):
    asyncio.ensure_future(variable.set(1))  # want RH301 "the task variable.set"
    asyncio.create_task(variable._set(1))  # want RH301 "the task Variable._set"
    asyncio.create_task(given)  # want RH301 "the task given"
