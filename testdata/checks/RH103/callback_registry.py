"""RH103: callbacks in a set or dict that anybody may register and unregister."""


class Listener:
    def on_record(self, record):
        raise NotImplementedError

    def on_records(self, records):
        for record in records:
            self.on_record(record)

    def describe(self):
        return "a listener"


class Printing(Listener):
    def on_records(self, records):
        print(len(records))

    def on_record(self, record):
        print(record)


class Records:
    def __init__(self):
        self.listeners: set[Listener] = set()
        self.handlers = {}
        self.late = {}

    def add(self, listener: Listener):
        self.listeners.add(listener)

    def remove(self, listener: Listener):
        self.listeners.discard(listener)

    def on(self, key, handler):
        self.handlers[key] = handler
        self.late[key] = handler

    def off(self, key):
        self.handlers.pop(key, None)

    def update(self, record):
        for listener in self.listeners:  # want RH103 "self.listeners"
            listener.on_record(record)

    def update_all(self, records):
        for listener in self.listeners:  # want RH103 "self.listeners"
            listener.on_records(records)

    def update_copy(self, record):
        for listener in self.listeners.copy():
            listener.on_record(record)

    def first(self, record):
        for listener in self.listeners:
            return listener.on_record(record)

    def names(self):
        return [listener.describe() for listener in self.listeners]

    def fire(self, event):
        for handler in self.handlers.values():  # want RH103 "self.handlers"
            handler(event)

    def fire_late(self, event):
        for handler in self.late.values():
            handler(event)


class WeakRecords:
    def __init__(self, ref):
        self.ref = ref
        self.live = set()

    def add(self, item):
        self.live.add(self.ref(item))

    def remove(self, item):
        self.live.discard(self.ref(item))

    def items(self):
        return [item for ref in self.live if (item := ref()) is not None]


class WeakKeys:
    def __init__(self, ref):
        self.ref = ref
        self.data = {}

    def put(self, item, value):
        self.data[self.ref(item)] = value

    def drop(self, item):
        del self.data[self.ref(item)]

    def items(self):
        return [item for ref in self.data if (item := ref()) is not None]
