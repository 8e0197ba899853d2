"""RH201: two objects of one class, locked in the order in which the caller names them."""
from __future__ import annotations

import threading


class Account:
    def __init__(self, number):
        self.number = number
        self.lock = threading.Lock()
        self.amount = 0

    def move(self, other: Account, amount):
        with self.lock:
            with other.lock:  # want RH201 warning "the lock of other is acquired while that of self is held, in the order that the caller chooses"
                self.amount -= amount
                other.amount += amount


def swap(one: Account, two: Account):
    with one.lock, two.lock:  # want RH201 "the lock of two is acquired while that of one"
        one.amount, two.amount = two.amount, one.amount


def swap_sorted(one: Account, two: Account):
    first, second = sorted((one, two), key=id)
    with first.lock, second.lock:
        one.amount, two.amount = two.amount, one.amount


def swap_compared(one: Account, two: Account):
    if one.number < two.number:
        with one.lock, two.lock:
            one.amount, two.amount = two.amount, one.amount
    else:
        with two.lock, one.lock:
            one.amount, two.amount = two.amount, one.amount


def swap_ordered(one: Account, two: Account):
    if id(one) > id(two):
        one, two = two, one
    with one.lock, two.lock:
        one.amount, two.amount = two.amount, one.amount
