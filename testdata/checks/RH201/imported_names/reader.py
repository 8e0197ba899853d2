import shared
from locks import read_lock


def read():
    with read_lock:
        with shared.writing:  # want RH201 "write_lock is acquired while read_lock is held"
            pass
