"""RH102: read into a local, await, write back."""
import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance

    async def _log(self, text):
        await asyncio.sleep(0.01)
        print(text)

    async def deposit(self, amount):
        balance = self.balance
        await self._log(f"deposit {amount}")
        self.balance = balance + amount  # want RH102 "self.balance"

    async def withdraw(self, amount):
        balance = self.balance
        rest = balance - amount
        await self._log(f"withdraw {amount}")
        self.balance = rest  # want RH102 "self.balance"

    async def deposit_late_read(self, amount):
        await self._log(f"deposit {amount}")
        balance = self.balance
        self.balance = balance + amount

    async def deposit_early_write(self, amount):
        self.balance = self.balance + amount
        await self._log(f"deposit {amount}")


async def main():
    account = Account(100)
    await asyncio.gather(
        account.deposit(10),
        account.withdraw(20),
        account.deposit_late_read(5),
        account.deposit_early_write(5),
    )


asyncio.run(main())
