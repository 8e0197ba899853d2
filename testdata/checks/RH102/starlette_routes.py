"""Endpoints given to routes run many at once: coroutines on the loop, others in threads."""

# no-strip-test: plain endpoints run in threads
# no-lock-test: a lock for tasks does not order threads

import asyncio

from starlette.applications import Starlette
from starlette.routing import Route

seen = 0
plain = 0
quiet = 0


async def endpoint(request):
    global seen
    before = seen
    await asyncio.sleep(0)
    seen = before + 1  # want RH102 "seen"


def threaded(request):
    global plain
    plain += 1  # want RH102 "plain"


async def without_a_gap(request):
    global quiet
    await asyncio.sleep(0)
    quiet += 1


app = Starlette(routes=[Route("/", endpoint), Route("/plain", threaded), Route("/quiet", without_a_gap)])
