"""RH111: a module's table."""
# no-strip-test
import threading

_lock = threading.Lock()
_table = {}


def put(key, value):
    with _lock:
        _table[key] = value


def table():
    with _lock:
        return _table  # want RH111 "_table itself leaves table"


def table_copy():
    with _lock:
        return dict(_table)
