"""RH307: calls of what another module defines."""
import store
from store import Store


class App:
    def __init__(self):
        self.store = Store()

    async def on_item(self, item):
        self.store.save(item)  # want RH307 "Store.save"
        store.vacuum()  # want RH307 "vacuum"
        await self.store.save(item)
