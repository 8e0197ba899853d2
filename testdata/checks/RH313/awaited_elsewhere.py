"""RH313: a future that one method makes, another awaits, and others resolve."""
import asyncio


class Session:
    def __init__(self):
        self._ended = asyncio.get_running_loop().create_future()

    def on_timeout(self):
        self._ended.set_result(True)  # want RH313 "the task that awaits it in Session.wait"

    def stop(self):
        self._ended.set_result(False)  # want RH313 "self._ended may be done already"

    def stop_right(self):
        if not self._ended.done():
            self._ended.set_result(False)

    async def wait(self):
        return await self._ended  # want RH308 "cancels self._ended for all"


class ShieldedSession:
    def __init__(self):
        self._ended = asyncio.get_running_loop().create_future()

    def stop(self):
        self._ended.set_result(False)

    async def wait(self):
        return await asyncio.shield(self._ended)


class FreshAnswer:
    def __init__(self):
        self._answer = None

    def know(self, value):
        self._answer = asyncio.get_running_loop().create_future()
        self._answer.set_result(value)

    async def get(self):
        return await self._answer
