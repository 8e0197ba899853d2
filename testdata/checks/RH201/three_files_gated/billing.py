import threading

import stock

lock = threading.Lock()
gate = threading.Lock()


def open_account():
    with lock:
        pass


def charge():
    with gate, lock:
        stock.reserve()
