"""RH308: a counter of what is under way is never counted down."""


class Server:
    def __init__(self):
        self.active = 0

    async def handle(self, request, run):
        self.active += 1
        reply = await run(request)  # want RH308 "self.active is never counted down"
        self.active -= 1
        return reply

    async def handle_right(self, request, run):
        self.active += 1
        try:
            return await run(request)
        finally:
            self.active -= 1
