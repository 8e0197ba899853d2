"""RH210: with nothing to protect it is a matter of taste."""
# no-strip-test
import threading


def pointless():
    with threading.Lock():  # note RH210 "made anew"
        total = 1
    return total
