"""RH208: an object that starts a thread and forks."""
# no-strip-test: processes and threads do without async
import os
import threading


class Control:
    def __init__(self, listen):
        self.listen = listen
        self.thread = None

    def start(self):
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def stop(self):
        self.thread.join()


class Arbiter:
    def __init__(self, work, listen):
        self.work = work
        self.control = Control(listen)

    def run(self):
        self.begin()
        while True:
            self.spawn()

    def begin(self):
        self.control.start()

    def spawn(self):
        pid = os.fork()  # want RH208 "while the thread that Control.start starts may run"
        if pid == 0:
            self.work()
        return pid


class Careful:
    def __init__(self, work, listen):
        self.work = work
        self.control = Control(listen)

    def begin(self):
        self.control.start()

    def spawn(self):
        self.control.stop()
        pid = os.fork()
        if pid == 0:
            self.work()
        self.control.start()
        return pid


class OnlyInTheChild:
    def __init__(self, listen):
        self.control = Control(listen)

    def spawn(self):
        pid = os.fork()
        if pid == 0:
            self.child()
        return pid

    def child(self):
        self.control.start()
