"""Limits that several tasks pass before one of them counts."""

import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.holds = []

    async def withdraw(self, amount):
        if self.balance >= amount:
            await asyncio.sleep(0)
            self.balance -= amount  # want RH101 "self.balance"

    async def withdraw_or_fail(self, amount):
        if amount > self.balance:
            raise ValueError("not enough")
        await asyncio.sleep(0)
        self.balance = self.balance - amount  # want RH101 "self.balance"

    async def hold(self, amount):
        if len(self.holds) < 3:
            await asyncio.sleep(0)
            self.holds.append(amount)  # want RH101 "self.holds"

    async def claim_first(self, amount):
        if self.balance >= amount:
            self.balance -= amount
            await asyncio.sleep(0)

    async def check_again(self, amount):
        if self.balance >= amount:
            await asyncio.sleep(0)
            if self.balance >= amount:
                self.balance -= amount

    async def other_direction(self, amount):
        if self.balance >= amount:
            await asyncio.sleep(0)
            self.balance += amount


class Careful:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        async with self.lock:
            if self.balance >= amount:
                await asyncio.sleep(0)
                self.balance -= amount


class Gate:
    def __init__(self):
        self.inside = 0
        self.left = asyncio.Event()

    async def enter(self):
        while self.inside >= 3:
            await self.left.wait()
        self.inside += 1


stock = {"apple": 3}


async def buy(name):
    if stock[name] > 0:
        await asyncio.sleep(0)
        stock[name] -= 1  # want RH101 "stock"


async def buy_other(name, other):
    if stock[name] > 0:
        await asyncio.sleep(0)
        stock[other] -= 1


async def main():
    account, careful, gate = Account(100), Careful(100), Gate()
    await asyncio.gather(*[account.withdraw(60) for _ in range(3)])
    await asyncio.gather(*[account.withdraw_or_fail(60) for _ in range(3)])
    await asyncio.gather(*[account.hold(60) for _ in range(3)])
    await asyncio.gather(*[account.claim_first(60) for _ in range(3)])
    await asyncio.gather(*[account.check_again(60) for _ in range(3)])
    await asyncio.gather(*[account.other_direction(60) for _ in range(3)])
    await asyncio.gather(*[careful.withdraw(60) for _ in range(3)])
    await asyncio.gather(*[gate.enter() for _ in range(3)])
    await asyncio.gather(*[buy("apple") for _ in range(3)])
    await asyncio.gather(*[buy_other("apple", "pear") for _ in range(3)])


asyncio.run(main())
