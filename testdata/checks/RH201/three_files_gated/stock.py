import threading

import billing
import orders

lock = threading.Lock()


def reserve():
    with lock:
        pass


def restock():
    with billing.gate, lock:
        orders.count()
