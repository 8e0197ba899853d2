"""RH110: the thread looks for its own handle."""
# no-strip-test
import threading


class Keeper:
    def start(self):
        thread = threading.Thread(target=self.run)
        thread.start()  # want RH110 error "self.thread"
        self.thread = thread

    def run(self):
        print(self.thread.name)


class Stored:
    def start(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        print(self.thread.name)
