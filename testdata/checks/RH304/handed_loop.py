"""RH304: a loop in a local is handed to the thread that runs it, and touched afterwards."""
import asyncio
import threading


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


def start_timer(work):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=run_loop, args=(loop,), daemon=True)
    thread.start()
    loop.call_later(1, work)  # want RH304 "loop.call_later.* is called beside the thread"
    return loop


def start_timer_right(work):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=run_loop, args=(loop,), daemon=True)
    thread.start()
    loop.call_soon_threadsafe(loop.call_later, 1, work)
    return loop


def start_timer_before(work):
    loop = asyncio.new_event_loop()
    loop.call_later(1, work)
    thread = threading.Thread(target=run_loop, args=(loop,), daemon=True)
    thread.start()
    return loop


def for_a_while(work):
    loop = asyncio.new_event_loop()
    runner = threading.Thread(target=loop.run_forever)
    runner.start()
    work()
    loop.stop()  # want RH304 "loop.stop.* is called beside the thread"
    runner.join()
    loop.close()


def for_a_while_right(work):
    loop = asyncio.new_event_loop()
    runner = threading.Thread(target=loop.run_forever)
    runner.start()
    work()
    loop.call_soon_threadsafe(loop.stop)
    runner.join()
    loop.close()


class Renewal:
    def start(self, renew):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = asyncio.new_event_loop()
            threading.Thread(target=self.serve, args=(loop,)).start()
        self.timer = loop.call_later(0, renew)  # want RH304 "loop.call_later.* is called beside the thread"

    def serve(self, loop):
        loop.run_forever()


def other_loop(work, jobs):
    loop = asyncio.new_event_loop()
    threading.Thread(target=count, args=(loop, jobs)).start()
    loop.call_soon(work)
    loop.run_forever()


def count(loop, jobs):
    for job in jobs:
        loop.call_soon_threadsafe(job)
