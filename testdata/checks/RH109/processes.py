"""RH109: several processes share the file system."""
# no-strip-test
import multiprocessing
import os


def prepare(folder):
    if not os.path.exists(folder):
        os.makedirs(folder)  # want RH109 warning "folder"


def main(folder):
    for _ in range(4):
        multiprocessing.Process(target=prepare, args=(folder,)).start()
