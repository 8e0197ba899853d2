"""RH306: jobs of executors whose futures are thrown away: on request only."""
from concurrent.futures import ThreadPoolExecutor


class Indexer:
    def __init__(self):
        self.pool = ThreadPoolExecutor(4)
        self.futures = []

    def dropped(self, path):
        self.pool.submit(self._index, path)  # note RH306 "the future of Indexer._index is dropped"

    def kept(self, path):
        self.futures.append(self.pool.submit(self._index, path))

    def asked(self, path):
        return self.pool.submit(self._index, path).result()

    def looked_at(self, path):
        self.pool.submit(self._index, path).add_done_callback(self._done)

    def handled(self, path):
        self.pool.submit(self._careful, path)

    def _done(self, future):
        print(future.exception())

    def _index(self, path):
        with open(path) as file:
            return file.read()

    def _careful(self, path):
        try:
            self._index(path)
        except Exception as error:
            print(error)
