"""A method that returns its inner function, which uses what the method was given."""

import threading


class Registry:
    def __init__(self):
        self.handlers = {}

    def on(self, event, handler=None):
        def set_handler(handler):
            if event in self.handlers:
                del self.handlers[event]  # want RH101 "self.handlers"
            return handler

        if handler is None:
            return set_handler
        set_handler(handler)

    def event(self, *args):
        return self.on(args[0].__name__)(args[0])

    def work(self):
        while True:
            self.event(print)

    def run(self):
        for _ in range(4):
            threading.Thread(target=self.work).start()
