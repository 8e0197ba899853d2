"""RH102: one servicer object serves all calls, in threads or on the loop."""
# no-lock-test: plain methods run in threads
# no-strip-test: plain methods run in threads
import asyncio

from greet_pb2_grpc import GreeterServicer


class Greeter(GreeterServicer):
    def __init__(self):
        self.calls = 0

    def Hello(self, request, context):
        self.calls += 1  # want RH102 "self.calls"
        return self._reply(request)

    def _reply(self, request):
        return request.name


class AioGreeter(GreeterServicer):
    def __init__(self):
        self.calls = 0
        self.done = 0

    async def Hello(self, request, context):
        self.done += 1
        calls = self.calls
        await asyncio.sleep(0.1)
        self.calls = calls + 1  # want RH102 "self.calls"
        return request.name
