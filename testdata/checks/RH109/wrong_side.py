"""RH109: the test does not decide the act."""
# no-strip-test
import os
import threading


def work(path, log):
    if os.path.exists(path):
        log("there")
    os.makedirs(path, exist_ok=True)
    found = os.path.exists(path)
    log(found)
    os.rmdir(path)


def main(path, log):
    for _ in range(2):
        threading.Thread(target=work, args=(path, log)).start()
