"""RH109: the early return form."""
# no-strip-test
import os
from concurrent.futures import ThreadPoolExecutor


def drop(path):
    if not os.path.lexists(path):
        return False
    os.unlink(path)  # want RH109 warning "path"
    return True


def main(paths):
    with ThreadPoolExecutor() as pool:
        for path in paths:
            pool.submit(drop, path)
