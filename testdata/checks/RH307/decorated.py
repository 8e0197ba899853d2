"""RH307: a decorator that may run the coroutine keeps the rule silent."""
from framework import command, task


@task
async def sync_all():
    print("syncing")


@command("status")
async def status():
    print("fine")


def main():
    sync_all()
    status()


class Base:
    @staticmethod
    async def load():
        return 1

    def start(self):
        return Base.load()
