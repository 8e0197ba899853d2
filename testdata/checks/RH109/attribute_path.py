"""RH109: the path is an attribute."""
# no-strip-test
import os
import threading


class Spool:
    def __init__(self, folder):
        self.folder = folder
        self.mark = folder + "/mark"

    def prepare(self):
        if not os.path.isdir(self.folder):
            os.mkdir(self.folder)  # want RH109 warning "self.folder"

    def clear(self):
        if os.path.exists(self.mark):
            os.remove(self.mark)  # want RH109 warning "self.mark"

    def run(self):
        self.prepare()
        self.clear()


def main(folder):
    spool = Spool(folder)
    for _ in range(2):
        threading.Thread(target=spool.run).start()
