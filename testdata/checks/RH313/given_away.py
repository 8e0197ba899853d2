"""RH313: futures that are given to callers, who may cancel them."""
# no-strip-test: futures without tasks
import asyncio


class Link:
    def __init__(self, send):
        self.send = send
        self.echoes = {}

    async def probe(self, number):
        echo = asyncio.get_running_loop().create_future()
        self.echoes[number] = (echo, number)
        await self.send(number)
        return echo

    def on_echo(self, value):
        for number, (echo, sent) in self.echoes.items():
            echo.set_result(value - sent)  # want RH313 "got it from Link.probe"

    def on_echo_right(self, value):
        for number, (echo, sent) in self.echoes.items():
            if not echo.done():
                echo.set_result(value - sent)


class Nap:
    def __init__(self, loop, seconds):
        self.future = loop.create_future()
        self.timer = loop.call_later(seconds, self.future.set_result, None)  # want RH313 "may be done"

    def wait(self):
        return self.future

    def cancel(self):
        self.timer.cancel()
        self.future.cancel()


class Lookups:
    def __init__(self):
        self.open = {}

    def ask(self, name, known):
        answer = asyncio.get_running_loop().create_future()
        if name in known:
            answer.set_result(known[name])
            return answer
        self.open[name] = answer
        return asyncio.shield(answer)

    def on_answer(self, name, value):
        self.open.pop(name).set_result(value)


class Queue:
    def __init__(self):
        self.jobs = []

    async def submit(self, name):
        done = asyncio.get_running_loop().create_future()
        self.jobs.append((name, done))
        await asyncio.shield(done)

    def first_name(self):
        name, done = self.jobs[0]
        return name

    def finish(self):
        name, done = self.jobs.pop(0)
        done.set_result(name)
