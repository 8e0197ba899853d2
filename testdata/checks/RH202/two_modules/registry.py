"""RH202: the call back comes from another module."""
import threading

import plugins

lock = threading.Lock()
known = []


def add(plugin):
    with lock:  # want RH202 "lock is acquired again in add while load_all holds it"
        known.append(plugin)


def load_all():
    with lock:
        plugins.discover()
