"""RH204: a thread or task that ends itself by way of its users' code."""
# no-rename-test: that a call ends something, and what is told of events, is seen by names
# no-strip-test: half of the strands are threads
import asyncio
import threading


class Link:
    def __init__(self, sock):
        self.sock = sock
        self.on_line = None
        self.running = False

    def set_handler(self, on_line):
        self.on_line = on_line

    def start(self):
        self.running = True
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while self.running:
            line = self.sock.recv(100)
            self.dispatch(line)

    def dispatch(self, line):
        if self.on_line:
            self.on_line(line)

    def stop(self):
        self.running = False
        self.thread.join()  # want RH204 warning "Link.run calls .*self.on_line.*: if that calls Link.stop"


class LinkThatLooks(Link):
    """The same, and it looks which thread it is."""

    def start(self):
        self.running = True
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        while self.running:
            self.dispatch(self.sock.recv(100))

    def stop(self):
        self.running = False
        if threading.current_thread() is not self.reader:
            self.reader.join()


class Client:
    """The callback is a property, and is told which client it is."""

    def __init__(self):
        self._message = None
        self._thread = None

    @property
    def message(self):
        return self._message

    @message.setter
    def message(self, func):
        self._message = func

    def loop_start(self):
        self._thread = threading.Thread(target=self._main)
        self._thread.start()

    def _main(self):
        while self._read():
            pass

    def _read(self):
        if self.message:
            self.message(self, b"")
        return True

    def loop_stop(self):
        self._thread.join()  # want RH204 warning "Client._main calls .*: if that calls Client.loop_stop"
        self._thread = None


class Transport(threading.Thread):
    """Handlers of messages stand in a table of the class."""

    def __init__(self):
        super().__init__()
        self.open_handler = None

    def on_open(self, open_handler):
        self.open_handler = open_handler

    def run(self):
        while True:
            kind = self.read()
            self.table[kind](self)

    def read(self):
        return 1

    def parse_first(self):
        pass

    def parse_second(self):
        pass

    def parse_third(self):
        pass

    def parse_fourth(self):
        pass

    def parse_open(self):
        self.open_handler(self.name)

    def stop_thread(self):
        while self.is_alive():
            self.join(10)  # want RH204 warning "Transport.run calls .*self.open_handler.*: if that calls Transport.stop_thread"

    table = {1: parse_first, 2: parse_second, 3: parse_third, 4: parse_fourth, 5: parse_open}


class Poller:
    """A hook that does nothing and is there to be overridden."""

    def __init__(self):
        self.timer = threading.Thread(target=self._poll)

    def _poll(self):
        while True:
            self.on_poll()

    def on_poll(self):
        """Override me."""

    def _finish(self):
        self.timer.join()  # want RH204 warning "Poller._poll calls .*Poller.on_poll.*: if that calls Poller.close"

    def close(self):
        self._finish()


class Quiet:
    """It makes no use of its users' code."""

    def __init__(self, sock):
        self.sock = sock
        self.data = []
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while True:
            self.data.append(self.sock.recv(1))

    def stop(self):
        self.sock.shutdown(2)
        self.thread.join()


class Feed:
    def __init__(self, reader):
        self.reader = reader
        self.handlers = []

    def add(self, handler):
        self.handlers.append(handler)

    async def start(self):
        self.task = asyncio.create_task(self.run())

    async def run(self):
        while True:
            line = await self.reader.readline()
            for handler in list(self.handlers):
                await handler(line)

    async def stop(self):
        await self.task  # want RH204 warning "Feed.run calls .*: if that calls Feed.stop"


class FeedThatTells:
    """What is called is not awaited, so it cannot await the end of its caller."""

    def __init__(self, reader):
        self.reader = reader
        self.handlers = []

    def add(self, handler):
        self.handlers.append(handler)

    async def start(self):
        self.task = asyncio.create_task(self.run())

    async def run(self):
        while True:
            line = await self.reader.readline()
            for handler in list(self.handlers):
                handler(line)

    async def stop(self):
        await self.task
