"""RH302: the timer is a module variable; a helper cancels it."""
# no-strip-test
import asyncio

_alarm = None


def _cancel_alarm():
    global _alarm
    if _alarm is not None:
        _alarm.cancel()
        _alarm = None


def ring():
    print("ring")


async def snooze():
    _cancel_alarm()
    await asyncio.sleep(1)
    wake_in(5)


def wake_in(seconds):
    global _alarm
    _alarm = asyncio.get_running_loop().call_later(seconds, ring)  # want RH302 "_alarm"


async def command(words):
    if words[0] == "wake":
        wake_in(int(words[1]))
    elif words[0] == "snooze":
        await snooze()
