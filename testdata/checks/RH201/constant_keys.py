"""RH201: locks under constant keys are locks of their own."""
import threading

LOCKS = {"read": threading.Lock(), "write": threading.Lock()}


def load():
    with LOCKS["read"]:
        with LOCKS["write"]:  # want RH201 "LOCKS..write.. is acquired while LOCKS..read.. is held"
            pass


def store():
    with LOCKS["write"]:
        with LOCKS["read"]:
            pass
