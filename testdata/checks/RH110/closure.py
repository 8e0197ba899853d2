"""RH110: variables of the function that starts the thread."""
# no-strip-test
import threading


def early(source):
    def copy():
        for item in source:
            sink.write(item)

    thread = threading.Thread(target=copy)
    thread.start()  # want RH110 error "sink"
    sink = open("copy", "w")
    thread.join()


def first(source):
    def copy():
        for item in source:
            sink.write(item)

    sink = open("copy", "w")
    thread = threading.Thread(target=copy)
    thread.start()
    thread.join()


def turns(sources):
    for source in sources:
        sink = open(source, "w")
        thread = threading.Thread(target=lambda: sink.write(source))
        thread.start()


class Maker:
    def __init__(self, items):
        def fill():
            for item in items:
                self.found[item] = True

        threading.Thread(target=fill).start()  # want RH110 error "self.found"
        self.found = {}
