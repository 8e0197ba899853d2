"""RH104: a module variable filled by tasks."""
import asyncio

_session = None
_other = None
_lock = asyncio.Lock()


async def session(connect):
    global _session
    if _session is None:
        _session = await connect()  # want RH104 error "_session"
    return _session


async def other(connect):
    global _other
    async with _lock:
        if _other is None:
            _other = await connect()
    return _other


async def main(connect):
    await asyncio.gather(session(connect), session(connect), other(connect), other(connect))
