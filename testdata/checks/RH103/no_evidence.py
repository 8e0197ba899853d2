"""RH103: one coroutine iterates, and only the constructor fills the container."""


class Pipeline:
    def __init__(self, stages):
        self.stages = list(stages)
        self.names = {stage.name for stage in stages}

    async def run(self, item):
        for stage in self.stages:
            item = await stage.apply(item)
        return item

    async def describe(self, out):
        for name in self.names:
            await out.write(name)

    @classmethod
    def build(cls, *stages):
        return cls(stages)
