"""RH308: a flag that nobody tests, and a local one."""


class Job:
    def __init__(self):
        self.shown = False

    async def run(self, work):
        self.shown = True
        await work()
        self.shown = False

    async def run_local(self, work):
        busy = True
        await work()
        busy = False
        return busy
