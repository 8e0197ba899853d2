"""RH303: a policy that gives every thread a loop."""
import asyncio
import threading

from policies import AnyThreadPolicy

asyncio.set_event_loop_policy(AnyThreadPolicy())


def work():
    return asyncio.get_event_loop()


def begin():
    threading.Thread(target=work).start()
