"""RH304: a synchronous face over a loop in another thread starts a periodic callback."""
import asyncio

from tornado.ioloop import PeriodicCallback


class Panel:
    def __init__(self, loop):
        self.loop = loop
        self.refresher = None

    def fetch(self, name):
        return asyncio.run_coroutine_threadsafe(self._fetch(name), self.loop.asyncio_loop).result()

    async def _fetch(self, name):
        await asyncio.sleep(1)
        return name

    def show(self):
        refresher = PeriodicCallback(self._draw, 500)
        self.refresher = refresher
        refresher.start()  # want RH304 "refresher.start"

    def _draw(self):
        print("drawn")


class PanelRight:
    def __init__(self, loop):
        self.loop = loop
        self.refresher = None

    def fetch(self, name):
        return asyncio.run_coroutine_threadsafe(self._fetch(name), self.loop.asyncio_loop).result()

    async def _fetch(self, name):
        await asyncio.sleep(1)
        return name

    def show(self):
        def install():
            self.refresher = PeriodicCallback(self._draw, 500)
            self.refresher.start()

        self.loop.add_callback(install)

    def _draw(self):
        print("drawn")
