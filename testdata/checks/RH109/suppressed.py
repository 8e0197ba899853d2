"""RH109: errors are suppressed or caught wholesale."""
# no-strip-test
import contextlib
import os
import threading


def work(path):
    if os.path.isfile(path):
        with contextlib.suppress(OSError):
            os.unlink(path)
    try:
        if os.path.isfile(path):
            os.unlink(path)
    except OSError:
        pass


def main(path):
    for _ in range(2):
        threading.Thread(target=work, args=(path,)).start()
