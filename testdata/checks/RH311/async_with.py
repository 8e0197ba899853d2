"""RH311: the entry of an async with suspends, too."""
import asyncio
import threading

conn_info = threading.local()


async def query(pool, sql):
    conn_info.sql = sql
    async with pool.take() as conn:
        return conn, conn_info.sql  # want RH311 "conn_info.sql"


async def query_right(pool, sql):
    async with pool.take() as conn:
        conn_info.sql = sql
        return conn, conn_info.sql
