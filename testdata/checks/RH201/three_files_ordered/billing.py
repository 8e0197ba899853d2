import threading

import stock

lock = threading.Lock()


def open_account():
    with lock:
        pass


def charge():
    with lock:
        stock.reserve()
