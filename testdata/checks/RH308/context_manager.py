"""RH308: a context manager resets what it sets."""
import contextlib


class Job:
    def __init__(self):
        self.busy = False

    @contextlib.contextmanager
    def _marked(self):
        self.busy = True
        try:
            yield
        finally:
            self.busy = False

    async def run(self, work):
        if self.busy:
            return
        with self._marked():
            await work()
