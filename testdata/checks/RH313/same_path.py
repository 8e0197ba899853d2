"""RH313: one function resolves a future and then resolves it again on the same path."""
# no-strip-test: resolving a future twice is wrong in sequential code, too
import asyncio


class Canceller:
    def __init__(self, loop):
        self.loop = loop

    async def stop(self, waiter):
        try:
            await self.ask()
        except OSError as error:
            waiter.set_exception(error)
        finally:
            waiter.set_result(None)  # want RH313 "waiter is done already"

    async def stop_right(self, waiter):
        try:
            await self.ask()
        except OSError as error:
            waiter.set_exception(error)
        finally:
            if not waiter.done():
                waiter.set_result(None)

    async def stop_else(self, waiter):
        try:
            await self.ask()
        except OSError as error:
            waiter.set_exception(error)
        else:
            waiter.set_result(None)

    async def stop_early(self, waiter):
        try:
            await self.ask()
        except OSError as error:
            waiter.set_exception(error)
            return
        waiter.set_result(None)

    async def ask(self):
        await asyncio.sleep(0)


def report(loop, jobs):
    answer = loop.create_future()

    def done(result, error):
        if error is not None:
            answer.set_exception(error)
        answer.set_result(result)  # want RH313 "answer is done already"

    def done_right(result, error):
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)

    def done_either(result, error):
        if error is not None:
            answer.set_exception(error)
        if error is None:
            answer.set_result(result)

    jobs.add(done, done_right, done_either)
    return answer


def relay(futures, value):
    for future in futures:
        future.set_result(value)
    for future in futures[:1]:
        future.set_result(value)


def next_one(future, make):
    future.set_result(1)
    future = make()
    future.set_result(2)
    return future
