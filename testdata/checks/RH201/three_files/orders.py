"""RH201: a circle through three files."""
import threading

import billing

lock = threading.Lock()


def place():
    with lock:
        billing.open_account()


def count():
    with lock:
        pass
