"""RH308: except Exception does not reset the flag on cancellation."""


class Refresh:
    def __init__(self, fetch):
        self.fetch = fetch
        self.running = False

    async def run(self):
        if self.running:
            return None
        self.running = True
        try:
            value = await self.fetch()  # want RH308 "self.running stays set"
        except Exception:
            value = None
        self.running = False
        return value

    async def run_right(self):
        if self.running:
            return None
        self.running = True
        try:
            value = await self.fetch()
        except BaseException:
            self.running = False
            raise
        self.running = False
        return value
