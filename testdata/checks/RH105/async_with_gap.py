"""RH105: entering and leaving an async with suspends."""
import asyncio


class Repo:
    def __init__(self, engine):
        self.engine = engine
        self.tx = None

    async def save(self, row):
        self.tx = self.engine.begin()
        async with self.engine.connect() as conn:
            conn.insert(row, self.tx)  # want RH105 "self.tx"

    async def save_after(self, row):
        async with self.engine.connect() as conn:
            self.tx = self.engine.begin()
            conn.insert(row, self.tx)

    async def save_local(self, row):
        tx = self.engine.begin()
        async with self.engine.connect() as conn:
            conn.insert(row, tx)


async def main(engine, rows):
    repo = Repo(engine)
    tasks = []
    for row in rows:
        tasks.append(asyncio.create_task(repo.save(row)))
        tasks.append(asyncio.create_task(repo.save_after(row)))
        tasks.append(asyncio.create_task(repo.save_local(row)))
    await asyncio.gather(*tasks)
