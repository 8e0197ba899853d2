"""RH211: coroutines of callers are awaited under an asyncio lock."""
import asyncio


class Channel:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._hooks = []

    async def on_message(self, hook):
        async with self._lock:
            self._hooks.append(hook)

    async def feed(self, message):
        async with self._lock:
            for hook in self._hooks:
                await hook(message)  # want RH211 "an element of self._hooks is called while self._lock is held"

    async def feed_plain(self, message):
        async with self._lock:
            for hook in self._hooks:
                hook(message)

    async def feed_copy(self, message):
        async with self._lock:
            hooks = list(self._hooks)
        for hook in hooks:
            await hook(message)
