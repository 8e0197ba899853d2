"""RH308: a helper in the finally clause resets the flag."""


class Job:
    def __init__(self):
        self.busy = False

    def _end(self):
        self.busy = False

    async def run(self, work):
        if self.busy:
            return
        self.busy = True
        try:
            await work()
        finally:
            self._end()
