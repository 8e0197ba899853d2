"""RH106: created at import."""
# no-strip-test
import threading


class Log:
    pass


LOG = None
if LOG is None:
    LOG = Log()


class Holder:
    instance = None
    if instance is None:
        instance = Log()


def get():
    return LOG


def main():
    for _ in range(2):
        threading.Thread(target=get).start()
