"""RH301: several names for one task; one of them is enough if it lives."""
import asyncio


class Player:
    def __init__(self):
        self.current = None
        self.log = []

    async def _play(self, song):
        await asyncio.sleep(180)

    def play(self, song):
        task = self.current = asyncio.create_task(self._play(song))
        task.set_name(song)

    def play_walrus(self, song):
        if (task := asyncio.create_task(self._play(song))).done():  # want RH301 "task"
            print("already over", song)

    def play_alias(self, song):
        task = asyncio.create_task(self._play(song))
        alias = task
        self.log.append(alias)

    def play_alias_lost(self, song):
        task = asyncio.create_task(self._play(song))  # want RH301 "task"
        alias = task
        alias.set_name(song)

    def play_tuple(self, song):
        self.current, name = asyncio.create_task(self._play(song)), song
        print(name)
