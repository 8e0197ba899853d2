"""RH202: the call back comes from another module."""
import threading

import plugins

lock = threading.Lock()
known = []


def add(plugin):
    with lock:
        known.append(plugin)


def load_all():
    with lock:
        plugins.discover()  # want RH202 "lock is acquired again in add while load_all holds it"
