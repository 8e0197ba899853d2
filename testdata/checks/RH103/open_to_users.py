"""RH103: a public coroutine waits in the middle of a container that other public methods change."""


class Shards:
    def __init__(self):
        self.shards = {}
        self.guilds = {}
        self.names = []
        self.loaded = set()
        self._cache = {}

    async def set_presence(self, status):
        for shard in self.shards.values():  # want RH103 "self.shards may be resized by Shards.attach"
            await shard.set_presence(status)

    async def chunk(self):
        for guild in list(self.guilds.values()):
            await guild.chunk()

    async def greet(self):
        for name in self.names:
            await self.send(name)

    async def flush(self):
        for key in self._cache:
            await self.send(key)
        self._cache.clear()

    async def start(self):
        for shard in self.loaded:
            await shard.connect()

    async def attach(self, number):
        self.shards[number] = await connect(number)

    async def join(self, guild):
        self.guilds[guild.id] = guild
        self.loaded.add(guild)

    async def leave(self, guild):
        del self.guilds[guild.id]
        self.names.remove(guild.name)

    async def send(self, text):
        pass


async def connect(number):
    return number
