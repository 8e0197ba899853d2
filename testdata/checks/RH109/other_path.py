"""RH109: the act is on another path."""
# no-strip-test
import os
import threading


def work(path, other):
    if os.path.exists(path):
        os.remove(other)
    if os.path.exists(path):
        path = path + ".old"
        os.remove(path)


def main(path):
    for _ in range(2):
        threading.Thread(target=work, args=(path, path)).start()
