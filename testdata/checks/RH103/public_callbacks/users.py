"""Code that knows clocks only by their attributes."""


def blink(clock, lamp):
    def once():
        lamp.toggle()
        clock.on_second.remove(once)

    clock.on_second.add(once)
    clock.on_minute.add(lamp.toggle)
    clock.on_minute.discard(lamp.toggle)
    clock.on_hour.add(lamp.chime)
