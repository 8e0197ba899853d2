"""RH211: resolving a future of threads runs its callbacks."""
import threading
from concurrent.futures import Future


class Replies:
    def __init__(self):
        self._lock = threading.Lock()
        self._waiting: dict[int, Future] = {}

    def ask(self, number):
        future = Future()
        with self._lock:
            self._waiting[number] = future
        return future

    def answer(self, number, reply):
        with self._lock:
            future = self._waiting.pop(number)
            future.set_result(reply)  # want RH211 "the callbacks of a future"

    def answer_outside(self, number, reply):
        with self._lock:
            future = self._waiting.pop(number)
        future.set_result(reply)
