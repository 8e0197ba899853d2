"""RH106: what a class keeps by key, for everybody who asks for that key."""
# no-strip-test
import threading

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

_mutex = threading.RLock()


class Store:
    _engines = {}
    _ready = {}
    _sizes = {}

    def __init__(self, url):
        self.url = url

    def _make(self):
        return create_engine(self.url)

    def open(self):
        if self.url not in self._engines:
            engine = self._make()
            self._engines[self.url] = engine, sessionmaker(bind=engine)  # want RH106 warning "create an instance each"
        return self._engines[self.url]

    def open_once(self):
        if self.url not in self._ready:
            with _mutex:
                if self.url not in self._ready:
                    engine = self._make()
                    self._ready[self.url] = engine, sessionmaker(bind=engine)
        return self._ready[self.url]

    def size(self):
        # computed twice at worst
        if self.url not in self._sizes:
            self._sizes[self.url] = len(self.url)  # note RH106 "self._sizes"
        return self._sizes[self.url]
