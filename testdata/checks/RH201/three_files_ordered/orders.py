"""RH201: three files, always orders, billing, stock."""
import threading

import billing

lock = threading.Lock()


def place():
    with lock:
        billing.open_account()


def count():
    with lock:
        pass
