from shared import read_lock, writing


def write():
    with writing:
        with read_lock:
            pass


def write_only():
    with writing:
        pass
