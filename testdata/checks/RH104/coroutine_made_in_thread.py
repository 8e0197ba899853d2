"""RH104: a thread that calls a method which returns a coroutine only makes it; tasks run it."""
# no-lock-test
import asyncio
import threading


class Commands:
    def get(self, key):
        return self.execute("GET", key)

    def execute(self, *words):
        raise NotImplementedError


class Client(Commands):
    def __init__(self):
        self.parser = None

    def execute(self, *words):
        if self.parser is None:
            self.parser = Parser()  # want RH104 "self.parser"
        return self.parser.send(words)


class AsyncClient(Commands):
    def __init__(self):
        self.gate = None

    async def execute(self, *words):
        if self.gate is None:
            self.gate = asyncio.Lock()
        async with self.gate:
            await asyncio.sleep(0)


class Parser:
    def send(self, words):
        return words


client = AsyncClient()
other = Client()


def worker():
    client.get("a")
    other.get("a")


def main():
    for _ in range(4):
        threading.Thread(target=worker).start()
