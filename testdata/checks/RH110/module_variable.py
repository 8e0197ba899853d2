"""RH110: a module starts its thread while it is still being imported."""
# no-strip-test
import threading


def watch():
    for name in NAMES:
        print(name, LIMIT)


LIMIT = 3
threading.Thread(target=watch, daemon=True).start()  # want RH110 error "NAMES"
NAMES = ["a", "b"]


def tick():
    print(PERIOD)


PERIOD = 5
threading.Thread(target=tick, daemon=True).start()
