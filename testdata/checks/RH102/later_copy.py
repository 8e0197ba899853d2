"""RH102: an old value is put back only if nobody has changed the new one."""
import asyncio


class Voice:
    def __init__(self):
        self.state = 0
        self.other = 0

    async def move(self, channel):
        before = self.state
        await channel.ask()
        last = self.state
        await channel.wait()
        if self.state == last:
            self.state = before

    async def jump(self, channel):
        before = self.other
        await channel.ask()
        await channel.wait()
        self.other = before + 1  # want RH102 error "self.other may have changed"


async def main(channel):
    v = Voice()
    await asyncio.gather(v.move(channel), v.move(channel), v.jump(channel), v.jump(channel))
