"""RH103: callbacks from outside; nothing here shows that one of them unsubscribes."""


class Signal:
    def __init__(self):
        self._slots = []

    def connect(self, slot):
        self._slots.append(slot)

    def disconnect(self, slot):
        self._slots.remove(slot)

    def emit(self, *args):
        for slot in self._slots:
            slot(*args)

    def names(self):
        return [slot.__name__ for slot in self._slots]
