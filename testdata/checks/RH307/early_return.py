"""RH307: one way out of an async wrapper forgets the await."""


async def serve(request):
    return request


async def traced(request, tracer):
    if tracer is None:
        return serve(request)  # want RH307 "returns the coroutine serve"
    with tracer.span():
        return await serve(request)


async def on_purpose(request):
    return serve(request)


async def caller(request):
    return await (await on_purpose(request))
