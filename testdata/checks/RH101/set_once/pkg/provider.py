"""RH101: a variable that is to be set once, in a package that has to do with threads."""
# no-strip-test
import logging

log = logging.getLogger(__name__)

_PROVIDER = None
_BACKEND = None
_PLAIN = None


def set_provider(provider):
    global _PROVIDER
    if _PROVIDER is not None:
        log.warning("there is a provider already")
        return
    _PROVIDER = provider  # want RH101 warning "set only once"


def set_backend(backend):
    global _BACKEND
    if _BACKEND:
        raise RuntimeError("there is a backend already")
    else:
        _BACKEND = backend  # want RH101 warning "set only once"


def set_plain(value):
    """Whoever comes last wins, and that is fine."""
    global _PLAIN
    if _PLAIN is not None:
        return
    _PLAIN = value
