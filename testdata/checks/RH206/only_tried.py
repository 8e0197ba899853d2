"""RH206: the handler gives up where the lock is taken."""
import signal
import threading

_lock = threading.Lock()
_names = []


def register(name):
    with _lock:
        _names.append(name)


def on_signal(number, frame):
    if _lock.acquire(blocking=False):
        try:
            _names.clear()
        finally:
            _lock.release()


signal.signal(signal.SIGTERM, on_signal)
