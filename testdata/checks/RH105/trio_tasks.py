"""RH105: trio and anyio tasks."""
import anyio
import trio


class Arm:
    def __init__(self):
        self.goal = None
        self.target = None

    async def move(self, goal):
        self.goal = goal
        await trio.sleep(1)
        print("reached", self.goal)  # want RH105 "self.goal"

    async def reach(self, target):
        self.target = target
        await anyio.sleep(1)
        print("reached", self.target)  # want RH105 "self.target"

    async def reach_local(self, target):
        await anyio.sleep(1)
        print("reached", target)


async def main():
    arm = Arm()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(arm.move, 1)
        nursery.start_soon(arm.move, 2)
    async with anyio.create_task_group() as tg:
        for goal in range(3):
            tg.start_soon(arm.reach, goal)
            tg.start_soon(arm.reach_local, goal)


trio.run(main)
