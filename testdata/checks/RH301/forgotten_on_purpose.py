"""RH301: a test that deletes a task to see what becomes of it."""
import asyncio
import gc


async def boom():
    raise ValueError


async def test_exception_is_logged(caplog):
    task = asyncio.create_task(boom())
    await asyncio.sleep(0)
    assert task
    del task
    gc.collect()
    assert "ValueError" in caplog.text


async def job(path):
    task = asyncio.create_task(boom())  # want RH301 "task"
    await asyncio.sleep(0)
    del task


async def test_held_while_the_test_runs():
    server = asyncio.create_task(boom())
    await asyncio.sleep(1)


async def test_overwritten():
    task = asyncio.create_task(boom())  # want RH301 "another value"
    task = asyncio.create_task(boom())
    await task
