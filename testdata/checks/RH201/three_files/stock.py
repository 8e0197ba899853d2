import threading

import orders

lock = threading.Lock()


def reserve():
    with lock:
        pass


def restock():
    with lock:
        orders.count()
