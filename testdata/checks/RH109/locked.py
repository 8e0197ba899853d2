"""RH109: a lock over both."""
# no-strip-test
import os
import threading

lock = threading.Lock()


def work(path):
    with lock:
        if os.path.exists(path):
            os.remove(path)


def main(path):
    for _ in range(2):
        threading.Thread(target=work, args=(path,)).start()
