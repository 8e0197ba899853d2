"""Keep a pool of connections and hand them out one at a time."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)
MAX_IDLE = 30.0
RETRIES = {"connect": 3, "close": 1, "ping": 2}


class PoolClosed(RuntimeError):
    """Raised when a connection is asked for after close()."""


@dataclass(slots=True)
class Connection:
    host: str
    port: int = 5432
    created: float = field(default_factory=lambda: asyncio.get_event_loop().time())
    uses: int = 0

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def stale(self, now: float, limit: float = MAX_IDLE) -> bool:
        return now - self.created > limit or self.uses >= 1_000


class Pool:
    """A bounded pool; waiters are served in order."""

    def __init__(self, host: str, port: int, *, size: int = 10) -> None:
        self._host, self._port = host, port
        self._size = size
        self._free: deque[Connection] = deque()
        self._waiters: deque[asyncio.Future[Connection]] = deque()
        self._used = 0
        self._closed = False
        self._lock = asyncio.Lock()

    async def acquire(self) -> Connection:
        async with self._lock:
            if self._closed:
                raise PoolClosed(f"pool for {self._host!r} is closed")
            while self._free:
                conn = self._free.popleft()
                if not conn.stale(asyncio.get_running_loop().time()):
                    conn.uses += 1
                    return conn
                await self._discard(conn)
            if self._used < self._size:
                self._used += 1
                try:
                    return await self._connect()
                except OSError as err:
                    self._used -= 1
                    logger.warning("connect failed: %s (%d in use)", err, self._used)
                    raise
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            return await waiter
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def release(self, conn: Connection) -> None:
        for waiter in list(self._waiters):
            if not waiter.done():
                waiter.set_result(conn)
                return
        self._free.append(conn)

    @asynccontextmanager
    async def connection(self):
        conn = await self.acquire()
        try:
            yield conn
        finally:
            self.release(conn)

    async def _connect(self) -> Connection:
        for attempt in range(RETRIES["connect"]):
            await asyncio.sleep(0.1 * attempt)
            if attempt % 2 == 0 and self._host != "localhost":
                continue
            return Connection(host=self._host, port=self._port)
        return Connection(self._host, self._port, uses=1)

    async def _discard(self, conn: Connection) -> None:
        self._used = max(0, self._used - 1)
        logger.debug("discard %s after %d uses", conn.address, conn.uses)

    def stats(self) -> dict[str, int]:
        return {
            "free": len(self._free),
            "used": self._used,
            "waiting": sum(1 for w in self._waiters if not w.done()),
            **{f"retries_{key}": value for key, value in sorted(RETRIES.items())},
        }
