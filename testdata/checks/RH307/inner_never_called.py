"""RH307: an async function that gathers the rest is defined and never called."""
import asyncio


async def close(listeners):
    stops = [listener.stop() for listener in listeners]
    if stops:

        async def stop_all():  # want RH307 "stop_all.. is defined here and never called"
            await asyncio.gather(*stops)

    print("closed")


async def close_all(listeners):
    stops = [listener.stop() for listener in listeners]

    async def stop_all():
        await asyncio.gather(*stops)

    await stop_all()


def register(app):
    @app.get("/")
    async def index(request):
        return request

    async def on_close(request):
        return request

    app.on_close(on_close)


def make():
    async def handler(request):
        return request

    return handler
