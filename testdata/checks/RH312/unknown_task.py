"""RH312: nothing is known of what the task runs."""


class Owner:
    def __init__(self, task, conn):
        self.task = task
        self.conn = conn

    async def stop(self):
        self.task.cancel()
        await self.conn.close()
