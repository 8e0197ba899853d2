"""RH203: a condition is its lock."""
import threading


class Mailbox:
    def __init__(self):
        self.changed = threading.Condition(threading.Lock())
        self.letters = []

    async def deliver(self, letter, post):
        with self.changed:
            self.letters.append(letter)
            await post.confirm(letter)  # want RH203 "self.changed is held"
            self.changed.notify_all()

    async def deliver_first(self, letter, post):
        with self.changed:
            self.letters.append(letter)
            self.changed.notify_all()
        await post.confirm(letter)
