"""RH206: a handler of an event loop is called like any callback."""
import asyncio
import signal
import threading

_lock = threading.Lock()
_names = []


def register(name):
    with _lock:
        _names.append(name)


def on_signal():
    with _lock:
        _names.clear()


async def main():
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, on_signal)
