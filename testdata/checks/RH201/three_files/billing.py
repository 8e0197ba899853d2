import threading

import stock

lock = threading.Lock()


def open_account():
    with lock:  # want RH201 "billing.lock is acquired while orders.lock is held, and charge.*restock.*close the circle"
        pass


def charge():
    with lock:
        stock.reserve()
