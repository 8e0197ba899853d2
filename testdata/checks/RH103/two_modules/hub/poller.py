import asyncio

from .registry import Registry


class Poller:
    def __init__(self, registry: Registry):
        self.registry = registry

    async def poll(self):
        for name, device in self.registry.devices.items():  # want RH103 "devices"
            print(name, await device.read())

    async def poll_copy(self):
        for name, device in list(self.registry.devices.items()):
            print(name, await device.read())

    def reset(self):
        for name in self.registry.devices:
            self.registry.unplug(name)  # want RH103 "devices"


async def watch(registry: Registry, events):
    async for event in events:
        if event.added:
            registry.plug(event.name, event.device)
        else:
            registry.unplug(event.name)


async def main(events):
    registry = Registry()
    poller = Poller(registry)
    await asyncio.gather(poller.poll(), poller.poll_copy(), watch(registry, events))
    poller.reset()


if __name__ == "__main__":
    asyncio.run(main(None))
