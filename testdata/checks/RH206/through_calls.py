"""RH206: the lock is three calls away; it is the acquisition that counts."""
import signal
import threading

_lock = threading.Lock()
_names = []


def register(name):
    with _lock:
        _names.append(name)


def names():
    with _lock:  # want RH206 error "takes _lock, in names"
        return list(_names)


def report():
    return ", ".join(names())


def dump():
    return report()


def on_signal(number, frame):
    dump()


signal.signal(signal.SIGTERM, on_signal)
