"""RH103: who empties a container after it has waited for the tasks that walk through it."""
# no-rename-test: what a list of tasks is shows in its name
import asyncio


class Dispatcher:
    def __init__(self):
        self.groups = {}
        self.worker_tasks = []

    def start(self):
        for i in range(4):
            self.worker_tasks.append(asyncio.create_task(self.work()))

    async def work(self):
        for group in self.groups.values():
            await group.handle()

    async def stop(self):
        for task in self.worker_tasks:
            await task
        self.groups.clear()


class Hasty:
    def __init__(self):
        self.groups = {}
        self.worker_tasks = []

    def start(self):
        for i in range(4):
            self.worker_tasks.append(asyncio.create_task(self.work()))

    async def work(self):
        for group in self.groups.values():  # want RH103 warning "self.groups may be resized by Hasty.stop"
            await group.handle()

    async def stop(self):
        self.groups.clear()
        for task in self.worker_tasks:
            await task
