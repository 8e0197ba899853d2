"""RH201: locks entered through an ExitStack."""
import contextlib
import threading

ALPHA = threading.Lock()
BETA = threading.Lock()


def forwards():
    with contextlib.ExitStack() as stack:
        stack.enter_context(ALPHA)
        stack.enter_context(BETA)  # want RH201 "BETA is acquired while ALPHA is held"


def backwards():
    with BETA:
        with ALPHA:
            pass


def after():
    with contextlib.ExitStack() as stack:
        stack.enter_context(BETA)
    with ALPHA:
        pass
