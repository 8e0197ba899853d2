"""RH108: the working directory, changed and set back; changed for good at the start."""
# no-strip-test
import os
import threading


def build(path, job):
    before = os.getcwd()
    os.chdir(path)  # want RH108 error "the working directory"
    try:
        job()
    finally:
        os.chdir(before)


def enter(path):
    os.chdir(path)


def main(paths, job):
    for path in paths:
        threading.Thread(target=build, args=(path, job)).start()
