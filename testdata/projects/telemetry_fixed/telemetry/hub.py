"""Clients that are connected, and what they are sent."""
import asyncio

from .model import Alarm, Reading


class Client:
    def __init__(self, writer: asyncio.StreamWriter):
        self.writer = writer
        self.sent = 0

    async def send(self, line: str):
        self.writer.write(line.encode() + b"\n")
        await self.writer.drain()
        self.sent += 1


class Hub:
    def __init__(self):
        self.clients: dict[str, Client] = {}
        self.muted: set[str] = set()

    async def join(self, name: str, client: Client):
        self.clients[name] = client
        await client.send("welcome")

    async def leave(self, name: str):
        client = self.clients.pop(name, None)
        if client is not None:
            client.writer.close()
            await client.writer.wait_closed()

    async def publish(self, reading: Reading):
        line = f"{reading.sensor} {reading.value}"
        for name, client in list(self.clients.items()):
            if name not in self.muted:
                await client.send(line)

    async def alarm(self, alarm: Alarm):
        line = f"! {alarm.sensor} {alarm.text}"
        await asyncio.gather(*(client.send(line) for client in self.clients.values()))

    def unmute_unknown(self):
        for name in list(self.muted):
            if name not in self.clients:
                self.muted.discard(name)

    def drop_silent(self):
        for name, client in list(self.clients.items()):
            if client.sent == 0:
                del self.clients[name]
