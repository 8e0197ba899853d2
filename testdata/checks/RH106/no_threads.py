"""RH106: nothing here has to do with threads."""


class Cache:
    pass


_cache = None


def cache():
    global _cache
    if _cache is None:
        _cache = Cache()
    return _cache
