"""RH201: a loop takes the lock of every element and keeps them all."""
# no-strip-test: public functions are enough for a warning
# no-rename-test: of unknown objects only the name says that they are locks
import asyncio
import threading
from collections import defaultdict
from contextlib import AsyncExitStack, ExitStack


class Rows:
    def __init__(self):
        self.locks = defaultdict(threading.Lock)
        self.stripes = [threading.Lock() for _ in range(16)]
        self.rows = {}

    def update(self, keys, value):
        with ExitStack() as stack:
            for key in keys:
                stack.enter_context(self.locks[key])  # want RH201 "one lock after the other and keeps them, in the order of keys"
            for key in keys:
                self.rows[key] = value

    def update_sorted(self, keys, value):
        with ExitStack() as stack:
            for key in sorted(set(keys)):
                stack.enter_context(self.locks[key])
            for key in keys:
                self.rows[key] = value

    def update_in_turn(self, keys, value):
        for key in keys:
            with ExitStack() as stack:
                stack.enter_context(self.locks[key])
                self.rows[key] = value

    def clear(self):
        for lock in self.stripes:
            lock.acquire()
        self.rows.clear()
        for lock in self.stripes:
            lock.release()


class Tables:
    def __init__(self):
        self.locks = defaultdict(asyncio.Lock)

    async def join(self, names):
        async with AsyncExitStack() as stack:
            for name in set(names):
                await stack.enter_async_context(self.locks[name])  # want RH201 "in the order of names"
            await asyncio.sleep(1)

    async def join_sorted(self, names):
        names = list(names)
        names.sort()
        async with AsyncExitStack() as stack:
            for name in names:
                await stack.enter_async_context(self.locks[name])
            await asyncio.sleep(1)

    async def join_without_waiting(self, names):
        taken = []
        for name in names:
            lock = self.locks[name]
            if lock.locked():
                break
            taken.append(name)
        return taken


class Registry:
    def __init__(self):
        self.known = {}

    def lock_of(self, name):
        return self.known.setdefault(name, threading.Lock())

    def hold(self, *names):
        taken = []
        for name in names:
            lock = self.lock_of(name)
            lock.acquire()  # want RH201 "in the order of names"
            taken.append(lock)
        return taken

    def hold_some(self, names):
        taken = []
        for name in names:
            lock = self.lock_of(name)
            if not lock.acquire(timeout=1):
                break
            taken.append(lock)
        return taken


def settle(accounts):
    for account in accounts:
        account.lock.acquire()  # want RH201 "in the order of accounts"
    for account in accounts:
        account.balance = 0
        account.lock.release()


def settle_by_id(accounts):
    ordered = sorted(accounts, key=id)
    for account in ordered:
        account.lock.acquire()
    for account in ordered:
        account.balance = 0
        account.lock.release()


def settle_each(accounts):
    for account in accounts:
        account.lock.acquire()
        try:
            account.balance = 0
        finally:
            account.lock.release()


def _audit(accounts):
    for account in accounts:
        account.lock.acquire()
    for account in accounts:
        account.lock.release()


def audit(accounts):
    _audit(sorted(accounts, key=id))
