"""RH110: the object makes a helper whose constructor starts a thread that comes back to it."""
# no-strip-test
import threading


class Engine(threading.Thread):
    def __init__(self, owner: "Early"):
        super().__init__()
        self.owner = owner
        self.start()

    def run(self):
        while True:
            self.owner.handle(1)


class Early:
    def __init__(self):
        self.engine = Engine(self)  # want RH110 warning "self.lock"
        self.lock = threading.Lock()

    def handle(self, message):
        with self.lock:
            print(message)


class Motor:
    def __init__(self, owner: "Last"):
        self.owner = owner
        self.thread = threading.Thread(target=self.turn)
        self.thread.start()

    def turn(self):
        self.owner.handle(1)


class Last:
    def __init__(self):
        self.lock = threading.Lock()
        self.motor = Motor(self)

    def handle(self, message):
        with self.lock:
            print(message)


class Patient:
    """It starts nothing in its constructor."""

    def __init__(self, owner: "Owner"):
        self.owner = owner

    def start(self):
        threading.Thread(target=self.turn).start()

    def turn(self):
        self.owner.handle(1)


class Owner:
    def __init__(self):
        self.patient = Patient(self)
        self.lock = threading.Lock()

    def handle(self, message):
        with self.lock:
            print(message)
