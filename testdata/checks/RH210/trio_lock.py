"""RH210: trio and anyio."""
# no-strip-test
import anyio
import trio

state = {}


async def trio_put(key, value):
    async with trio.Lock():  # want RH210 "trio.Lock"
        await trio.sleep(0)
        state[key] = value


async def anyio_put(key, value):
    lock = anyio.Lock()
    async with lock:  # want RH210 "lock"
        await anyio.sleep(0)
        state[key] = value


async def anyio_put_shared(key, value, lock=anyio.Lock()):
    async with lock:
        await anyio.sleep(0)
        state[key] = value
