"""RH201: a circle through three files, under one gate."""
import threading

import billing

lock = threading.Lock()


def place():
    with billing.gate, lock:
        billing.open_account()


def count():
    with lock:
        pass
