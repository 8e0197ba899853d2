"""RH204: a wait under the lock that whoever ends it needs."""
# no-strip-test: half of the waits are those of threads
import asyncio
import queue
import threading


class Box:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = queue.Queue()
        self.taken = 0

    def put(self, item):
        with self.lock:
            self.items.put(item)

    def take(self):
        with self.lock:
            self.taken += 1
            return self.items.get()  # want RH204 error "waits for self.items while holding self.lock, which Box.put takes"

    def take_in_time(self):
        with self.lock:
            return self.items.get(timeout=1)

    def take_outside(self):
        with self.lock:
            self.taken += 1
        return self.items.get()

    def take_what_is_there(self):
        with self.lock:
            if not self.items.empty():
                return self.items.get()


class BoxGivenFreely:
    def __init__(self):
        self.lock = threading.Lock()
        self.items = queue.Queue()

    def put(self, item):
        with self.lock:
            self.items.put(item)

    def put_quickly(self, item):
        self.items.put(item)

    def take(self):
        with self.lock:
            return self.items.get()  # want RH209 "self.lock is held while self.items.get"


class Gate:
    """The wait stands in a helper, the lock is held by its caller, and is taken by hand there."""

    def __init__(self):
        self.mutex = threading.RLock()
        self.opened = threading.Event()
        self.count = 0

    def _wait(self):
        self.opened.wait()  # want RH204 error "waits for self.opened while holding self.mutex"

    def enter(self):
        with self.mutex:
            self._wait()
            self.count += 1

    def open(self):
        with self.mutex:
            self.opened.set()


class Nested:
    """A condition gives up its own lock, and keeps the other one."""

    def __init__(self):
        self.outer = threading.Lock()
        self.changed = threading.Condition()
        self.value = None

    def get(self):
        with self.outer:
            with self.changed:
                while self.value is None:
                    self.changed.wait()  # want RH204 error "waits for self.changed while holding self.outer"
                return self.value

    def set(self, value):
        with self.outer, self.changed:
            self.value = value
            self.changed.notify_all()


class NotNested:
    def __init__(self):
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)
        self.value = None

    def get(self):
        with self.lock:
            while self.value is None:
                self.changed.wait()
            return self.value

    def set(self, value):
        with self.lock:
            self.value = value
            self.changed.notify_all()


class Channel:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.messages = asyncio.Queue()

    async def receive(self):
        async with self.lock:
            return await self.messages.get()  # want RH204 error "waits for self.messages while holding self.lock, which Channel.send takes"

    async def send(self, message):
        async with self.lock:
            await self.messages.put(message)


class Door:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.ready = asyncio.Event()

    async def opened(self):
        async with self.lock:
            await asyncio.wait_for(self.ready.wait(), 10)

    async def open(self):
        async with self.lock:
            self.ready.set()


class Store:
    """A bounded queue that is full is emptied under the lock."""

    lock = threading.Lock()

    def __init__(self):
        self.full = queue.Queue(10)

    def add(self, item):
        with Store.lock:
            self.full.put(item)  # want RH204 error "waits for self.full while holding Store.lock, which Store.remove takes"

    def remove(self):
        with Store.lock:
            return self.full.get_nowait()


class Limitless:
    lock = threading.Lock()

    def __init__(self):
        self.full = queue.Queue()

    def add(self, item):
        with Limitless.lock:
            self.full.put(item)

    def remove(self):
        with Limitless.lock:
            return self.full.get_nowait()


class Lazy:
    """The condition is made when it is first used."""

    _changed = None

    @property
    def changed(self):
        if self._changed is None:
            self._changed = asyncio.Condition()
        return self._changed

    async def wait(self):
        async with self.changed:
            while not self.done:
                await self.changed.wait()

    async def finish(self):
        self.done = True
        async with self.changed:
            self.changed.notify_all()
