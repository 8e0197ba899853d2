"""RH313: an inner callback resolves what wait_for gave up on."""
import asyncio


async def scan(device):
    found = asyncio.get_running_loop().create_future()

    def on_found(name):
        found.set_result(name)  # want RH313 "found may be done already"

    device.listen(on_found)
    return await asyncio.wait_for(found, 5)


async def scan_right(device):
    found = asyncio.get_running_loop().create_future()

    def on_found(name):
        if not found.done():
            found.set_result(name)

    device.listen(on_found)
    return await asyncio.wait_for(found, 5)
