"""RH206: print() takes the lock of the stream, also when a helper calls it."""
# no-rename-test: that a function handles signals is seen by its name alone
import os
import sys


class Signals:
    def __setitem__(self, name, handler):
        self.arm(name, handler)


def say(text, out=sys.__stdout__):
    print(text, file=out, flush=True)  # want RH206 note "print.* writes to a buffered stream, in say"


def write(text):
    os.write(sys.__stdout__.fileno(), text.encode())


def install(signals: Signals):
    def restart_sig_handler(*args):
        say("restart")

    def stop_signal_handler(*args):
        write("stop")

    def summary(*args):
        say("summary")

    signals["HUP"] = restart_sig_handler
    signals["TERM"] = stop_signal_handler
    return summary
