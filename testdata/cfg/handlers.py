import asyncio


async def swallow(job):
    try:
        await job()
    except ValueError:
        return 1
    except asyncio.CancelledError as e:
        job.note()
        raise e
    except Exception:
        pass
    else:
        job.ok()


async def groups(job):
    try:
        await job()
    except* OSError:
        job.retry()
    except* ValueError:
        job.give_up()


async def bare(job):
    try:
        await job()
    except:
        pass


def known():
    try:
        raise KeyError("k")
    except KeyError:
        pass


def manager(lock):
    lock.acquire()
    try:
        yield
    except Exception:
        lock.log()
    finally:
        lock.release()
