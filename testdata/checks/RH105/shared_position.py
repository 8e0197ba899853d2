"""RH105: a file goes to a thread, and its maker goes on to use it."""
# no-strip-test
# no-lock-test
import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5

pool = ThreadPoolExecutor(2)


def upload(name, body):
    print(name, body.read())


def checksum(body):
    return md5(body.read()).hexdigest()


class Store:
    def persist(self, name, body):
        return pool.submit(upload, name, body=body)

    def keep(self, name, body):
        with open(name, "wb") as copy:
            copy.write(body.read())


class Pipeline:
    def __init__(self):
        self.store = Store()

    def early(self, name, data):
        buf = io.BytesIO(data)
        self.store.persist(name, buf)
        return checksum(buf)  # want RH105 warning "position"

    def first(self, name, data):
        buf = io.BytesIO(data)
        digest = checksum(buf)
        buf.seek(0)
        self.store.persist(name, buf)
        return digest

    def waits(self, name, data):
        buf = io.BytesIO(data)
        self.store.persist(name, buf).result()
        return checksum(buf)

    def plain(self, name, data):
        buf = io.BytesIO(data)
        self.store.keep(name, buf)
        return checksum(buf)


def direct(data):
    buf = io.BytesIO(data)
    job = pool.submit(upload, "x", buf)
    buf.seek(0)  # want RH105 warning "position"
    return job.result()


async def tasks(data):
    buf = io.BytesIO(data)
    await asyncio.to_thread(upload, "x", buf)
    return buf.read()


async def tasks_early(data):
    buf = io.BytesIO(data)
    job = asyncio.get_running_loop().run_in_executor(None, upload, "x", buf)
    size = buf.read()  # want RH105 warning "position"
    await job
    return size
