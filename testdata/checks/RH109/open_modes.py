"""RH109: reading what exists hardly ever matters; mode x is safe."""
# no-strip-test
import os
import threading


def read(path):
    if os.path.exists(path):
        with open(path) as f:  # note RH109 "path"
            return f.read()
    return ""


def create(path):
    if not os.path.exists(path):
        with open(path, "x") as f:
            f.write("new")


def work(path):
    read(path)
    create(path)


def main(path):
    for _ in range(2):
        threading.Thread(target=work, args=(path,)).start()
