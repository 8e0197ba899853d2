"""RH104: the pattern alone, where nothing shows that two strands run it: on request only."""
# no-strip-test
import threading


class Lazy:
    def get(self):
        if self._instance is None:
            self._instance = create()  # note RH104 "two threads may both find self._instance missing"
        return self._instance


class Guarded:
    lock = threading.Lock()

    def get(self):
        with self.lock:
            if self._instance is None:
                self._instance = create()
        return self._instance


class OnLoop:
    async def get(self):
        if self.conn is None:
            self.conn = await connect()  # note RH104 "self.conn was found missing before an await"
        return self.conn
