"""RH308: an in-flight flag stays set when the task is cancelled."""


class Sync:
    def __init__(self, store):
        self.store = store
        self.busy = False

    async def run(self):
        if self.busy:
            return
        self.busy = True
        await self.store.save()  # want RH308 "self.busy stays set"
        self.busy = False


class SyncRight:
    def __init__(self, store):
        self.store = store
        self.busy = False

    async def run(self):
        if self.busy:
            return
        self.busy = True
        try:
            await self.store.save()
        finally:
            self.busy = False
