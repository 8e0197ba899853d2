"""RH109: two tests; the last one counts, and its error is handled."""
# no-strip-test
import os
import threading


def work(path, wait):
    if not os.path.exists(path):
        return
    wait()
    if os.path.exists(path):
        try:
            os.remove(path)
        except OSError:
            return


def main(path, wait):
    for _ in range(2):
        threading.Thread(target=work, args=(path, wait)).start()
