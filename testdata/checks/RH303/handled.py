"""RH303: the error of a missing loop is handled."""
import asyncio
import threading


def work():
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
    return loop


def begin():
    threading.Thread(target=work).start()
