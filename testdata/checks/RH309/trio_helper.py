"""RH309: in trio every scope waits to see its cancellation again."""
import trio


async def read_or_none(stream):
    try:
        return await stream.receive_some()
    except trio.Cancelled:  # want RH309 "Cancelled"
        return None


async def count(stream):
    data = await read_or_none(stream)
    return len(data or b"")


async def read_right(stream):
    try:
        return await stream.receive_some()
    except trio.Cancelled:
        print("cancelled")
        raise


async def with_timeout(stream):
    with trio.move_on_after(1):
        return await stream.receive_some()
    return None
