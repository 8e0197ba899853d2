"""RH201: locks on files order processes, and threads as well."""
# no-strip-test: public functions are enough for a warning
import threading

import filelock

index = filelock.FileLock("index.lock")
data = filelock.FileLock("data.lock")
log = filelock.FileLock("log.lock")


def write():
    with index:
        with data:  # want RH201 "data is acquired while index is held"
            pass
        with log:
            pass


def compact():
    with data:
        with index:
            pass
    with index, log:
        pass


threading.Thread(target=write).start()
threading.Thread(target=compact).start()
