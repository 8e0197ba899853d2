"""RH301: a test that expects the spawn itself to fail gets no task."""
import asyncio

import pytest


async def work():
    await asyncio.sleep(0)


def test_no_running_loop():
    with pytest.raises(RuntimeError):
        asyncio.create_task(work())


async def test_work_fails():
    with pytest.raises(RuntimeError):
        asyncio.create_task(work())  # want RH301 "task"
        await asyncio.sleep(1)


def test_no_running_loop_either():
    with pytest.raises(RuntimeError):
        task = asyncio.create_task(work())
