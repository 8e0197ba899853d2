"""RH303: a script behind the usual guard."""
import asyncio

from service import serve

if __name__ == "__main__":
    loop = asyncio.get_event_loop()
    serve(loop)
