"""RH201: a constant argument keeps a call from the code that it switches off."""
# no-strip-test: public functions are enough for a warning
import threading


class Index:
    """Nobody asks for both locks in the second order."""

    def __init__(self):
        self.pages = threading.Lock()
        self.log = threading.Lock()

    def write(self):
        with self.pages:
            self._note("write")

    def replay(self):
        with self.log:
            self._store(write=False)
            self._store()

    def check(self):
        with self.log:
            self._visit(deep=None)
            self._visit("pages")

    def _note(self, text):
        with self.log:
            print(text)

    def _store(self, write=False):
        if not write:
            return
        with self.pages:
            print("stored")

    def _visit(self, deep):
        if deep is not None and deep != "pages":
            with self.pages:
                print(deep)


class Cache:
    """Here one call does ask for it."""

    def __init__(self):
        self.pages = threading.Lock()
        self.log = threading.Lock()

    def write(self):
        with self.pages:
            self._note("write", True)

    def replay(self):
        with self.log:
            self._store(write=True)

    def _note(self, text, sync):
        self._put(text, sync=sync)

    def _put(self, text, sync=False):
        if sync:
            with self.log:  # want RH201 "Cache.log is acquired while Cache.pages is held"
                print(text)

    def _store(self, write=False):
        if write:
            with self.pages:
                print("stored")


feed_parsed = threading.Lock()
stream_parsed = threading.Lock()


class Feed:
    """The callback that needs the other lock comes without the first."""

    def __init__(self):
        self.rows = threading.Lock()

    def on_parsed(self, func, lock=False):
        def run():
            if lock:
                with feed_parsed:
                    func()
            else:
                func()

        return run

    def listen(self):
        self.on_parsed(self.reload)()
        self.on_parsed(self.check, lock=True)()

    def reload(self):
        with self.rows:
            print("reload")

    def check(self):
        print("check")

    def read(self):
        with self.rows:
            with feed_parsed:
                print("read")


class Stream:
    """As above, but with the lock."""

    def __init__(self):
        self.rows = threading.Lock()

    def on_parsed(self, func, lock=False):
        def run():
            if lock:
                with stream_parsed:
                    func()
            else:
                func()

        return run

    def listen(self):
        self.on_parsed(self.reload, lock=True)()

    def reload(self):
        with self.rows:  # want RH201 "Stream.rows is acquired while stream_parsed is held"
            print("reload")

    def read(self):
        with self.rows:
            with stream_parsed:
                print("read")


class Chosen:
    """A mode that only names what is done does not switch the lock off."""

    def __init__(self):
        self.pages = threading.Lock()
        self.log = threading.Lock()

    def write(self, mode):
        with self.pages:
            self._open(mode)

    def read(self):
        with self.log:
            with self.pages:  # want RH201 "Chosen.pages is acquired while Chosen.log is held"
                print("read")

    def _open(self, mode):
        if mode == "w":
            with self.log:
                print(mode)
