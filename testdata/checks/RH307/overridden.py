"""RH307: a subclass whose override is a plain function."""


class Plugin:
    async def setup(self):
        return None


class Simple(Plugin):
    def setup(self):
        return None


class Host:
    def __init__(self, plugin: Plugin):
        self.plugin = plugin

    async def start(self):
        self.plugin.setup()


class Strict:
    async def setup(self):
        return None


class StrictHost:
    def __init__(self):
        self.plugin = Strict()

    async def start(self):
        self.plugin.setup()  # want RH307 "Strict.setup"
