"""RH108 stays silent: nothing has to do with threads."""
import contextlib
import os
import warnings
import zlib

packer = zlib.compressobj()
stack = []


def pack(data):
    return packer.compress(data)


def quiet(call):
    with warnings.catch_warnings():
        return call()


def inside(path, call):
    before = os.getcwd()
    os.chdir(path)
    call()
    os.chdir(before)


@contextlib.contextmanager
def pushed(value):
    stack.append(value)
    try:
        yield
    finally:
        stack.pop()
