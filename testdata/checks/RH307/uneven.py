"""RH307: one way awaits the callee, another one forgets to."""


def wrap(old_handle, tracer):
    async def handle(request):
        if not tracer.enabled:
            return old_handle(request)  # want RH307 "old_handle.. is returned without an await"
        with tracer.span():
            response = await old_handle(request)
        return response

    return handle


class Session:
    def __init__(self, transport):
        self.transport = transport

    async def close(self, reason):
        try:
            await self.transport.send(reason)
        finally:
            await self.transport.aclose()
        if reason:
            print(reason)
            self.transport.aclose()  # want RH307 "not awaited here"


def wrap_either(handle, is_async):
    async def either(request):
        if is_async:
            return await handle(request)
        return handle(request)

    return either


async def startup(handlers, is_async):
    for handler in handlers:
        if is_async(handler):
            await handler()
        else:
            handler()


async def other_object(pool, name):
    client = pool.first()
    await client.send(name)
    client = pool.second()
    client.send(name)
