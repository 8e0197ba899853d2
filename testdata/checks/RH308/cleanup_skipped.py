"""RH308: the clean-up in except Exception misses the cancellation."""


class Client:
    async def open(self, connect):
        conn = await connect()
        try:
            await conn.handshake()  # want RH308 "conn.close.* is skipped"
        except Exception:
            conn.close()
            raise
        return conn

    async def open_right(self, connect):
        conn = await connect()
        try:
            await conn.handshake()
        except BaseException:
            conn.close()
            raise
        return conn

    async def open_both(self, connect):
        conn = await connect()
        done = False
        try:
            await conn.handshake()
            done = True
        finally:
            if not done:
                conn.close()
        return conn
