"""RH206: a reentrant lock lets the same thread in."""
import signal
import threading

_lock = threading.RLock()
_names = []


def register(name):
    with _lock:
        _names.append(name)


def on_signal(number, frame):
    with _lock:
        _names.clear()


signal.signal(signal.SIGTERM, on_signal)
