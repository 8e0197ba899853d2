"""RH206: a signal handler that makes plans for the event loop which it interrupts."""
import signal

from twisted.internet import reactor


def reload():
    print("reload")


def install(clock):
    def later(*args):
        clock.call_later(0, reload)  # want RH206 warning "call_later.* changes the plans of the event loop"

    def at_once(*args):
        reactor.callFromThread(reload)

    signal.signal(signal.SIGHUP, later)
    signal.signal(signal.SIGUSR1, at_once)


def install_on_loop(loop):
    def later():
        loop.call_later(0, reload)

    loop.add_signal_handler(signal.SIGHUP, later)


class Clock:
    def later(self, delay, what):
        reactor.callLater(delay, what)


class Server:
    def __init__(self):
        self.clock = Clock()
        signal.signal(signal.SIGTERM, self.stop)

    def stop(self, *args):
        self.clock.later(0, reload)  # want RH206 warning "callLater.* changes the plans of the event loop, in Clock.later"
