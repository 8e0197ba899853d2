"""RH301: a thin wrapper hands the task out, so the caller must keep it."""
import asyncio


def spawn(coro, *, name):
    """Starts a task with a readable name."""
    task = asyncio.create_task(coro, name=name)
    task.add_done_callback(_log)
    return task


def _log(task):
    print("done", task.get_name())


async def replay(flow):
    await asyncio.sleep(1)


class Player:
    def __init__(self):
        self.current = None

    def play(self, flow):
        spawn(replay(flow), name="replay")  # want RH301 "task"

    def play_kept(self, flow):
        self.current = spawn(replay(flow), name="replay")

    async def play_through(self, flow):
        await spawn(replay(flow), name="replay")
