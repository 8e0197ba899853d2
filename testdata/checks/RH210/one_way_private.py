"""RH210: on each way the local holds a lock of this call; on one it may not."""
# no-strip-test
import threading

state = {}


def update(key, value, reentrant):
    if reentrant:
        lock = threading.RLock()
    else:
        lock = threading.Lock()
    with lock:  # want RH210 "lock"
        state[key] = state.get(key, 0) + value


def update_given(key, value, lock=None):
    if lock is None:
        lock = threading.Lock()
    with lock:
        state[key] = state.get(key, 0) + value
