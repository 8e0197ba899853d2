"""RH103: a listener that takes itself off the list while the list is walked."""


class Bus:
    def __init__(self):
        self.listeners = set()

    def subscribe(self, listener):
        self.listeners.add(listener)

    def unsubscribe(self, listener):
        self.listeners.discard(listener)

    def publish(self, event):
        for listener in self.listeners:
            listener(event)  # want RH103 "self.listeners"

    def publish_copy(self, event):
        for listener in list(self.listeners):
            listener(event)


class OneShot:
    def __init__(self, bus: Bus):
        self.bus = bus
        self.event = None
        bus.subscribe(self.on_event)

    def on_event(self, event):
        self.event = event
        self.bus.unsubscribe(self.on_event)


bus = Bus()
OneShot(bus)
bus.publish("started")
bus.publish_copy("stopped")
