"""RH103: a module-level container."""

TIMERS = {}
ORDER = []


def fire(now):
    for name, deadline in TIMERS.items():
        if deadline <= now:
            del TIMERS[name]  # want RH103 "TIMERS"


def fire_copy(now):
    for name, deadline in tuple(TIMERS.items()):
        if deadline <= now:
            del TIMERS[name]


def cancel(name):
    TIMERS.pop(name, None)


def cancel_all():
    for name in TIMERS:
        cancel(name)  # want RH103 "TIMERS"


def cancel_listed():
    for name in ORDER:
        cancel(name)
