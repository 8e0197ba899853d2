import asyncio

from .mixins import Metered


class Plan(Metered):
    def reset(self):
        self.units = 0


async def main():
    plan = Plan()
    await asyncio.gather(plan.charge(), plan.charge(), plan.charge_safe())
    plan.reset()
