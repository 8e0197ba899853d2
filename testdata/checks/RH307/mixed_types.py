"""RH307: what may be a plain method, too, is not reported."""


class Sync:
    def close(self):
        return None


class Async:
    async def close(self):
        return None


def shut(kind):
    it = Sync() if kind else Async()
    it.close()


def shut_unknown(it):
    it.close()


class Proxy:
    def __init__(self, target):
        self.target = target

    def close(self):
        self.target.close()
