"""RH308: the finally clause gives the connection back although the reply is still to come."""
# no-rename-test: names of methods say that they read a reply
import asyncio
import collections


class Node:
    def __init__(self, make):
        self.free = collections.deque()
        self.make = make

    def acquire(self):
        return self.free.popleft() if self.free else self.make()

    async def execute(self, command):
        connection = self.acquire()
        await connection.send_command(command)
        try:
            return await self.parse_response(connection)  # want RH308 "used again in the middle of a message"
        finally:
            self.free.append(connection)

    async def execute_right(self, command):
        connection = self.acquire()
        await connection.send_command(command)
        try:
            return await self.parse_response(connection)
        except asyncio.CancelledError:
            await connection.disconnect()
            raise
        finally:
            self.free.append(connection)

    async def execute_alone(self, command):
        connection = self.make()
        await connection.send_command(command)
        return await self.parse_response(connection)

    async def parse_response(self, connection):
        return await connection.readline()


class Mailer:
    def __init__(self, pool):
        self.pool = pool

    async def deliver(self, text):
        link = await self.pool.checkout()
        try:
            await link.write(text)
            return await link.get_reply()  # want RH308 "used again in the middle of a message"
        finally:
            self.pool.release(link)

    async def deliver_right(self, text):
        link = await self.pool.checkout()
        try:
            await link.write(text)
            reply = await link.get_reply()
        except BaseException:
            link.close()
            raise
        self.pool.release(link)
        return reply
