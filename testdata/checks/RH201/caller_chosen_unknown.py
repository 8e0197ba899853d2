"""RH201: two objects of which nothing is known but that they are treated alike."""
# no-strip-test: public functions are enough for a warning
# no-rename-test: of unknown objects only the name says that they have locks
import threading


class Wallet:
    def __init__(self, owner):
        self.owner = owner
        self.lock = threading.Lock()
        self.coins = 0

    def give(self, other, coins):
        with self.lock:
            with other.lock:  # want RH201 "the lock of other is acquired while that of self is held"
                self.coins -= coins
                other.coins += coins

    def give_in_order(self, other, coins):
        first, second = (self, other) if id(self) < id(other) else (other, self)
        with first.lock:
            with second.lock:
                self.coins -= coins
                other.coins += coins

    def pay(self, shop, coins):
        with self.lock:
            with shop.lock:
                self.coins -= coins
                shop.till += coins


def transfer(source, target, amount):
    source.lock.acquire()
    target.lock.acquire()  # want RH201 "the lock of target is acquired while that of source is held"
    try:
        source.balance -= amount
        target.balance += amount
    finally:
        target.lock.release()
        source.lock.release()


def transfer_sorted(source, target, amount):
    low, high = sorted((source, target), key=id)
    with low.lock, high.lock:
        source.balance -= amount
        target.balance += amount


def transfer_min_max(source, target, amount):
    low, high = min(source, target, key=id), max(source, target, key=id)
    with low.lock, high.lock:
        source.balance -= amount
        target.balance += amount


def transfer_compared(source, target, amount):
    if source.number > target.number:
        source, target, amount = target, source, -amount
    with source.lock, target.lock:
        source.balance -= amount
        target.balance += amount


def merge(node1, node2):
    with node1.mutex, node2.mutex:  # want RH201 "the lock of node2 is acquired while that of node1 is held"
        node1.items.extend(node2.items)


def adopt(parent, child):
    with parent.lock:
        with child.lock:
            parent.children.append(child)
            child.parent = parent
