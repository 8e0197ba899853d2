"""RH106: the slot is reached by the class's name."""
# no-strip-test
import threading


class Bus:
    current = None

    @staticmethod
    def get():
        if Bus.current is None:
            Bus.current = Bus()  # want RH106 error "Bus.current"
        return Bus.current


def main():
    for _ in range(2):
        threading.Thread(target=Bus.get).start()
