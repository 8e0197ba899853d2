"""RH305: a module caches futures; an error is the only way for an entry to go."""
import asyncio

_contexts = {}


async def context(verified, build):
    if verified in _contexts:
        return await asyncio.shield(_contexts[verified])
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    _contexts[verified] = future  # want RH305 "_contexts is shared"
    try:
        future.set_result(await loop.run_in_executor(None, build))
    except BaseException:
        del _contexts[verified]
        raise
    return future.result()
