"""RH105: a synchronous method sets the attribute for its asynchronous caller."""
import asyncio


class Parser:
    def __init__(self):
        self.line = ""

    def _take(self, line):
        self.line = line.strip()

    async def _lookup(self):
        await asyncio.sleep(0)
        return {}

    async def parse(self, line):
        self._take(line)
        table = await self._lookup()
        return table.get(self.line)  # want RH105 "self.line"

    async def parse_local(self, line):
        text = line.strip()
        table = await self._lookup()
        return table.get(text)


async def main(lines):
    parser = Parser()
    await asyncio.gather(*[parser.parse(line) for line in lines])
    await asyncio.gather(*[parser.parse_local(line) for line in lines])
