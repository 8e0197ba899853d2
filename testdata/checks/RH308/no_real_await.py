"""RH308: an await that never suspends cannot be cancelled."""


class Job:
    def __init__(self):
        self.busy = False

    async def _count(self):
        return 1

    async def run(self):
        if self.busy:
            return
        self.busy = True
        await self._count()
        self.busy = False
