"""RH101: a mark that is set back is no thing to be set once; nor is a text."""
# no-strip-test
import threading

_loading = False
_reason = None
_handler = None
_lock = threading.Lock()


def load(read):
    global _loading
    if _loading:
        raise ImportError("reads itself")
    _loading = True
    try:
        return read()
    finally:
        _loading = False


def limits(count):
    global _reason
    if _reason:
        raise NotImplementedError(_reason)
    _reason = "too few (%d available)" % count
    raise NotImplementedError(_reason)


def install(handler):
    global _handler
    if _handler is not None:
        raise RuntimeError("installed already")
    _handler = handler()  # want RH101 warning "_handler is to be set only once"
