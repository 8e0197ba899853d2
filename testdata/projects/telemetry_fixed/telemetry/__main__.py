import asyncio
import sys

from telemetry.server import Server


async def main(path):
    await Server(path).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
