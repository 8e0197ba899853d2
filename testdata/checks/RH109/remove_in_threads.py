"""RH109: remove what was there a moment ago, in several threads."""
# no-strip-test
import os
import threading


def racy(path):
    if os.path.exists(path):
        os.remove(path)  # want RH109 warning "path was tested before this call, and may be gone by now"


def handled(path):
    if os.path.exists(path):
        try:
            os.remove(path)
        except FileNotFoundError:
            pass


def work(path):
    racy(path)
    handled(path)


def main(path):
    for _ in range(2):
        threading.Thread(target=work, args=(path,)).start()
