"""RH106: acquire and release around test and assignment; and too small a section."""
# no-strip-test
import threading


class Engine:
    pass


_engine = None
_late = None
_lock = threading.Lock()


def engine():
    global _engine
    _lock.acquire()
    try:
        if _engine is None:
            _engine = Engine()
    finally:
        _lock.release()
    return _engine


def late():
    global _late
    if _late is None:
        made = Engine()
        with _lock:
            _late = made  # want RH106 warning "_late"
    return _late


def main():
    for _ in range(2):
        threading.Thread(target=engine).start()
