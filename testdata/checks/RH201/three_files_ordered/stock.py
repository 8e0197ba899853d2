import threading

import orders

lock = threading.Lock()


def reserve():
    with lock:
        pass


def restock():
    orders.count()
    with lock:
        pass
