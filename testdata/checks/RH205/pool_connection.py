"""RH205: a connection that is not given back when the query fails."""


class Store:
    def __init__(self, pool):
        self.pool = pool

    async def rows(self, sql):
        conn = await self.pool.acquire()
        try:
            return await conn.fetch(sql)
        finally:
            await self.pool.release(conn)

    async def rows_badly(self, sql):
        conn = await self.pool.acquire()  # want RH205 "self.pool is acquired here"
        rows = await conn.fetch(sql)
        await self.pool.release(conn)
        return rows
