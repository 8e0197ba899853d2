"""RH314: the tasks belong to somebody else."""
import asyncio


class Pool:
    def __init__(self):
        self.tasks = set()

    async def run(self, work):
        task = asyncio.create_task(work())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        await asyncio.wait({task}, timeout=1)

    async def any(self):
        done, pending = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
        return done


async def given(tasks):
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    return done
