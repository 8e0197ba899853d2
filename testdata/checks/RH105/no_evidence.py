"""RH105: a library class that gives no hint of being shared by tasks."""


class Importer:
    def __init__(self, target):
        self.target = target
        self.path = None

    async def load(self, path):
        self.path = path
        rows = await self.target.read(path)
        return self.path, rows
