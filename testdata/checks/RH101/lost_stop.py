"""RH101: a stop that goes through what the new thread sets."""
# no-strip-test
# no-lock-test
import asyncio
import threading


class Server:
    def __init__(self):
        self.loop = None
        self.thread = None

    def start(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        asyncio.run(self.serve())

    async def serve(self):
        self.loop = asyncio.get_running_loop()
        await asyncio.sleep(3600)

    def stop(self):
        if self.loop:  # want RH101 warning "may not have set"
            self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(2)
        self.thread = None


class Plain:
    def __init__(self, connect):
        self.connect = connect
        self.sock = None
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        self.sock = self.connect()
        while self.sock.recv(1):
            pass

    def stop(self):
        if self.sock is not None:  # want RH101 warning "may not have set"
            self.sock.close()
        self.thread.join()


class Ready:
    def __init__(self, connect):
        self.connect = connect
        self.sock = None
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        self.sock = self.connect()
        self.ready.set()
        while self.sock.recv(1):
            pass

    def stop(self):
        self.ready.wait()  # want RH204 warning "waits without a limit for self.ready"
        if self.sock is not None:
            self.sock.close()
        self.thread.join()


class WaitedFor:
    def __init__(self, connect):
        self.connect = connect
        self.sock = None
        self.ready = threading.Event()

    def start(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.ready.wait()  # want RH204 warning "waits without a limit for self.ready"

    def run(self):
        self.sock = self.connect()
        self.ready.set()
        while self.sock.recv(1):
            pass

    def stop(self):
        if self.sock is not None:
            self.sock.close()
        self.thread.join()


class Text:
    """Joins strings, not threads."""

    def __init__(self):
        self.items = None
        threading.Thread(target=self.run).start()

    def run(self):
        self.items = {"a": "b"}

    def text(self):
        out = []
        if self.items:
            out.append(", ".join(self.items.values()))
        return ", ".join(out)
