"""RH203: the suspension is the entry of an asynchronous context manager."""
import threading


class Depot:
    def __init__(self, pool):
        self.lock = threading.Lock()
        self.pool = pool
        self.stock = {}

    async def restock(self, name):
        with self.lock:
            async with self.pool.connection() as conn:  # want RH203 "self.lock is held"
                self.stock[name] = await conn.count(name)

    async def restock_after(self, name):
        async with self.pool.connection() as conn:
            count = await conn.count(name)
            with self.lock:
                self.stock[name] = count
