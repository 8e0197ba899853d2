"""RH101: a pool's thread in each turn of a loop, which waits for it: never two at once."""
import socket
from concurrent.futures import ThreadPoolExecutor


class Prompt:
    def __init__(self):
        self._socket = socket.socket()

    def ask(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Hasty:
    def __init__(self):
        self._socket = socket.socket()

    def ask(self):
        if self._socket is not None:
            self._socket.close()  # want RH101 "another thread may set self._socket to None"
            self._socket = None


def main():
    pool, prompt, hasty = ThreadPoolExecutor(), Prompt(), Hasty()
    for _ in range(3):
        pool.submit(prompt.ask).result()
    for _ in range(3):
        pool.submit(hasty.ask)
