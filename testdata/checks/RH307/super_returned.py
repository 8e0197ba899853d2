"""RH307: an async override hands out its parent's coroutine instead of the result."""
import asyncio


class Gate:
    async def wait(self):
        return True


class LoudGate(Gate):
    async def wait(self):
        print("waiting")
        return super().wait()  # want RH307 "returns the coroutine"


class Bell(asyncio.Condition):
    async def wait(self):
        print("waiting")
        return super().wait()  # want RH307 "asyncio.Condition.wait"


class QuietGate(Gate):
    def wait(self):
        return super().wait()


class RightGate(Gate):
    async def wait(self):
        return await super().wait()
