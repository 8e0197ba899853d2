"""RH103: callbacks that are registered several at once, and called from an inner function."""


class Document:
    def __init__(self, run):
        self.changes = {}
        self.run = run

    def on_change(self, *callbacks):
        for callback in callbacks:
            if callback in self.changes:
                continue
            self.changes[callback] = callback

    def pass_on(self, receiver):
        if receiver not in self.changes:
            self.changes[receiver] = lambda event: event.dispatch(receiver)

    def remove(self, *callbacks):
        for callback in callbacks:
            del self.changes[callback]

    def trigger(self, event):
        def invoke():
            for callback in self.changes.values():  # want RH103 warning "its elements are called"
                callback(event)

        self.run(invoke)

    def trigger_copy(self, event):
        def invoke():
            for callback in tuple(self.changes.values()):
                callback(event)

        self.run(invoke)
