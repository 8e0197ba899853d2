"""RH101: a strand is started unless it runs, and only the strand itself says that it runs."""
# no-rename-test
# no-lock-test
import asyncio
import threading


class Worker:
    def __init__(self):
        self.running = False
        self._lock = threading.Lock()

    def start(self):
        with self._lock:
            if not self.running:
                threading.Thread(target=self._run).start()  # want RH101 "only the thread started here sets self.running, some time later; until then another call of Worker.start starts a second one"

    def _run(self):
        self.running = True
        while self.running:
            self.step()

    def step(self):
        pass

    def stop(self):
        self.running = False


class MarkedWorker:
    def __init__(self):
        self.running = False
        self._lock = threading.Lock()

    def start(self):
        with self._lock:
            if not self.running:
                self.running = True
                threading.Thread(target=self._run).start()

    def _run(self):
        self.running = True


class AwaitedWorker:
    """The starter lets nobody in until the thread has come so far."""

    def __init__(self):
        self.running = False
        self._ready = threading.Event()
        self._lock = threading.Lock()

    def start(self):
        with self._lock:
            if not self.running:
                threading.Thread(target=self._run).start()
                self._ready.wait()

    def _run(self):
        self.running = True
        self._ready.set()


class KeptThread:
    """The thread is made in the constructor."""

    def __init__(self):
        self._started = False
        self.thread = threading.Thread(target=self._run)

    def submit(self, job):
        if not self._started:
            self.thread.start()  # want RH101 "only the thread started here sets self._started"
        job()

    def _run(self):
        self._begin()

    def _begin(self):
        self._started = True



class State:
    NEW = 1
    BUSY = 2
    DONE = 3


class Runner:
    """The state is asked by a predicate and set by a setter; a helper starts the thread."""

    def __init__(self):
        self._state = State.NEW

    def _set_state(self, state):
        self._state = state

    def idle(self):
        return self._state in (State.NEW, State.DONE)

    def rerun(self):
        if self.idle():
            self._spawn()  # want RH101 "only the thread started here sets self._state"
        else:
            self._set_state(State.BUSY)

    def _spawn(self):
        threading.Thread(target=self._run).start()

    def _run(self):
        self._set_state(State.BUSY)
        self._set_state(State.DONE)


class Poller:
    def __init__(self):
        self._polling = False
        self._task = None

    def poke(self):
        if not self._polling:
            self._keep = asyncio.create_task(self._poll())  # want RH101 "only the task started here sets self._polling"

    async def _poll(self):
        self._polling = True
        try:
            await asyncio.sleep(1)
        finally:
            self._polling = False


class OncePoller:
    def __init__(self):
        self._polling = False
        self._task = None

    def poke(self):
        if not self._polling and self._task is None:
            self._task = asyncio.create_task(self._poll())

    async def _poll(self):
        self._polling = True
        try:
            await asyncio.sleep(1)
        finally:
            self._polling = False


class ModestPoller:
    """The task looks itself whether another one runs."""

    def __init__(self):
        self._polling = False

    def poke(self):
        if not self._polling:
            self._keep = asyncio.create_task(self._poll())

    async def _poll(self):
        if self._polling:
            return
        self._polling = True
        try:
            await asyncio.sleep(1)
        finally:
            self._polling = False
