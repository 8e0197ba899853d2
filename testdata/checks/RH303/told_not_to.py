"""RH303: an argument decides whether the thread asks for a loop at all."""
import asyncio
import threading


def serve(stop_after=True):
    if stop_after:
        loop = asyncio.get_event_loop()  # note RH303 "finds no loop"
        print(loop)
    print("serving")


threading.Thread(target=serve, args=(False,)).start()
