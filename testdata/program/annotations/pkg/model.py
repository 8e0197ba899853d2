"""Field types that only annotations tell."""
import asyncio
from dataclasses import dataclass, field
from typing import Optional


class Pool:
    def get(self):
        return 1


@dataclass
class Settings:
    pool: Pool
    name: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    spare: "Optional[Pool]" = None

    def take(self):
        return self.pool.get()


class Owner:
    settings: Settings

    def __init__(self, settings):
        self.jobs: dict[str, Pool] = {}
        self.current: Pool | None = None

    def use(self):
        self.current.get()
        return self.settings.pool.get()
