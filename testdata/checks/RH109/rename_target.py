"""RH109: the target did not exist when it was tested."""
# no-strip-test
import os
import threading


def publish(source, target):
    if not os.path.exists(target):
        os.rename(source, target)  # want RH109 warning "target was tested before this call, and may exist by now"


def replace(source, target):
    os.replace(source, target)


def work(source, target):
    publish(source, target)
    replace(source, target)


def main(source, target):
    for _ in range(2):
        threading.Thread(target=work, args=(source, target)).start()
