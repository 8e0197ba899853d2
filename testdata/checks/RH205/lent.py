"""RH205: what is taken out of a pool goes back, unless something fails in between."""
# no-strip-test: half of the pools are for threads
import asyncio
import queue


class Store:
    def __init__(self, pool):
        self.pool = pool

    def rows(self, sql):
        conn = self.pool.getconn()  # want RH205 warning "conn is taken out of self.pool, but if this gets an exception"
        cursor = conn.cursor()
        cursor.execute(sql)
        self.pool.putconn(conn)
        return cursor

    def rows_well(self, sql):
        conn = self.pool.getconn()
        try:
            cursor = conn.cursor()
            cursor.execute(sql)
            return cursor
        finally:
            self.pool.putconn(conn)

    def rows_with_handler(self, sql):
        conn = self.pool.getconn()
        try:
            cursor = conn.cursor()
        except Exception:
            self.pool.putconn(conn)
            raise
        self.pool.putconn(conn)
        return cursor

    def rows_or_close(self, sql):
        """What fails is closed, and does not go back."""
        conn = self.pool.getconn()
        try:
            cursor = conn.cursor()
        except BaseException:
            conn.close()
            raise
        self.pool.putconn(conn)
        return cursor


class Idle:
    """A queue of idle connections."""

    def __init__(self, connections):
        self.idle = queue.Queue()
        for connection in connections:
            self.idle.put(connection)

    def ask(self, question):
        link = self.idle.get()  # want RH205 warning "link is taken out of self.idle"
        answer = link.ask(question)
        self.idle.put(link)
        return answer

    def ask_well(self, question):
        link = self.idle.get()
        try:
            return link.ask(question)
        finally:
            self.idle.put(link)

    def retry(self, job):
        """It goes back only if it has to be done again."""
        task = self.idle.get()
        if not task.run(job):
            self.idle.put(task)


class Workers:
    def __init__(self):
        self.free = asyncio.Queue()

    async def run(self, job):
        worker = await self.free.get()  # want RH205 warning "worker is taken out of self.free, but if the task is cancelled"
        result = await worker.run(job)
        self.free.put_nowait(worker)
        return result

    async def run_well(self, job):
        worker = await self.free.get()
        try:
            return await worker.run(job)
        finally:
            self.free.put_nowait(worker)

    async def keep(self, job):
        worker = await self.free.get()
        self.busy = worker
        await worker.run(job)
        self.free.put_nowait(worker)


def hand_round(pool, work):
    """The pool is an argument, the other methods have the client's own names."""
    client = pool.borrow()  # want RH205 warning "client is taken out of pool"
    work(client)
    pool.give_back(client)
