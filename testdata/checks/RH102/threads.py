"""RH102: threads switch between the read and the write of an augmented assignment."""
import threading
from concurrent.futures import ThreadPoolExecutor


class Hits:
    def __init__(self):
        self.total = 0
        self.safe = 0
        self.own = threading.local()
        self.by_page = {}
        self._lock = threading.Lock()

    def hit(self, page):
        self.total += 1  # want RH102 "another thread may change self.total"
        self.by_page[page] = self.by_page.get(page, 0) + 1  # want RH102 "another thread may change self.by_page"
        with self._lock:
            self.safe += 1
        self.own.count = getattr(self.own, "count", 0) + 1
        self._note()

    def _note(self):
        with self._lock:
            self.safe = self.safe + 1


class Quiet:
    """One thread only, and the owner waits for it before it looks."""

    def __init__(self):
        self.seen = 0

    def run(self):
        self.seen += 1


done = 0
guarded = 0
guard = threading.Lock()


def work():
    global done, guarded
    done += 1  # want RH102 "another thread may change done"
    with guard:
        guarded += 1


def main(pages):
    hits = Hits()
    with ThreadPoolExecutor() as pool:
        for page in pages:
            pool.submit(hits.hit, page)
    for _ in range(4):
        threading.Thread(target=work).start()
    quiet = Quiet()
    thread = threading.Thread(target=quiet.run)
    thread.start()
    thread.join()
    return hits.total, quiet.seen


main(["a", "b"])
