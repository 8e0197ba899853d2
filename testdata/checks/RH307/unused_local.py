"""RH307: assigned to a local that nobody reads."""


async def refresh(cache):
    cache.clear()


async def once(cache):
    _ = refresh(cache)  # want RH307 "refresh"


async def twice(cache):
    job = refresh(cache)
    await job


async def stored(cache, jobs):
    job = refresh(cache)
    jobs.append(job)
