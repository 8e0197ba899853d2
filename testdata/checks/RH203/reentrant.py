"""RH203: a reentrant lock keeps no task of its own thread out."""
import threading


class Board:
    def __init__(self):
        self.lock = threading.RLock()
        self.cards = {}

    async def move(self, card, remote):
        with self.lock:
            place = self.cards.get(card)
            await remote.move(card, place)  # want RH203 warning "lets every other task of the thread in"

    async def move_released(self, card, remote):
        with self.lock:
            place = self.cards.get(card)
        await remote.move(card, place)
