"""RH308: a connection that is taken from the pool and lost."""


class Pool:
    def __init__(self, connections):
        self.idle = list(connections)

    async def query(self, sql):
        conn = self.idle.pop()
        rows = await conn.fetch(sql)  # want RH308 "self.idle.* never given back"
        self.idle.append(conn)
        return rows

    async def query_finally(self, sql):
        conn = self.idle.pop()
        try:
            return await conn.fetch(sql)
        finally:
            self.idle.append(conn)

    async def query_drop(self, sql):
        conn = self.idle.pop()
        try:
            rows = await conn.fetch(sql)
        except BaseException:
            conn.terminate()
            raise
        self.idle.append(conn)
        return rows
