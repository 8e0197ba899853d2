"""RH102: an inlineCallbacks function that yields what deferToThread gives waits for the thread."""
# no-strip-test
from twisted.internet import defer, threads

depth = 0
others = 0


def load():
    global depth
    old = depth
    parse()
    depth = old + 1


def reload():
    global others
    old = others
    parse()
    others = old + 1  # want RH102 "others"


def parse():
    open("master.cfg").read()


@defer.inlineCallbacks
def start():
    yield threads.deferToThread(load)
    threads.deferToThread(reload)


@defer.inlineCallbacks
def reconfigure():
    yield threads.deferToThread(load)
    threads.deferToThread(reload)
