"""RH313: a thread answers after the waiter has given up."""
import asyncio
import threading


async def ask(question, compute):
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    def work():
        loop.call_soon_threadsafe(answer.set_result, compute(question))  # want RH313 "by the time the loop runs this callback"

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.wait_for(answer, 5)


async def ask_carefully(question, compute):
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    def finish(value):
        if not answer.done():
            answer.set_result(value)

    def work():
        loop.call_soon_threadsafe(finish, compute(question))

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.wait_for(answer, 5)


async def ask_shielded(question, compute):
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    def work():
        loop.call_soon_threadsafe(answer.set_result, compute(question))

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.shield(answer)
