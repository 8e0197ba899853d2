"""RH103: a comprehension with an await suspends between two elements."""
import asyncio


class Cluster:
    def __init__(self):
        self.nodes = {}

    async def join(self, name, node):
        self.nodes[name] = node
        await node.sync()

    async def leave(self, name):
        node = self.nodes.pop(name)
        await node.stop()

    async def health(self):
        return [await node.ping() for node in self.nodes.values()]  # want RH103 "self.nodes"

    async def health_by_name(self):
        return {name: await node.ping() for name, node in self.nodes.items()}  # want RH103 "self.nodes"

    async def health_copy(self):
        return [await node.ping() for node in list(self.nodes.values())]

    async def health_gathered(self):
        return await asyncio.gather(*[node.ping() for node in self.nodes.values()])


async def main(cluster_nodes):
    cluster = Cluster()
    async with asyncio.TaskGroup() as tg:
        for name, node in cluster_nodes.items():
            tg.create_task(cluster.join(name, node))
            tg.create_task(cluster.leave(name))
            tg.create_task(cluster.health())
            tg.create_task(cluster.health_by_name())
            tg.create_task(cluster.health_copy())
            tg.create_task(cluster.health_gathered())
