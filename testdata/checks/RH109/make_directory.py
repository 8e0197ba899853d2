"""RH109: create a folder that was missing."""
# no-strip-test
import os
import threading


def racy(folder):
    if not os.path.exists(folder):
        os.makedirs(folder)  # want RH109 warning "folder was tested before this call, and may exist by now"


def racy_isdir(folder):
    if not os.path.isdir(folder):
        os.mkdir(folder)  # want RH109 warning "folder"


def fine(folder):
    if not os.path.exists(folder):
        os.makedirs(folder, exist_ok=True)


def work(folder):
    racy(folder)
    racy_isdir(folder)
    fine(folder)


def main(folder):
    for _ in range(2):
        threading.Thread(target=work, args=(folder,)).start()
