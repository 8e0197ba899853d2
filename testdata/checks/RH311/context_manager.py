"""RH311: a context manager of the program sets thread-local state for a block that awaits."""
import asyncio
import contextlib
import threading

stack = threading.local()


@contextlib.contextmanager
def acting_as(user):
    before = getattr(stack, "user", None)
    stack.user = user
    try:
        yield
    finally:
        stack.user = before


def acting_user():
    return stack.user


async def perform(user, action):
    with acting_as(user):  # want RH311 "acting_as sets thread-local"
        await action()


async def perform_right(user, action):
    with acting_as(user):
        coro = action(acting_user())
    await coro
