"""RH303: the loop is taken when the module is imported."""
import asyncio

loop = asyncio.get_event_loop()  # want RH303 "at import"


class Client:
    default_loop = asyncio.get_event_loop()  # want RH303 "at import"

    def close(self):
        loop.call_soon(print)
