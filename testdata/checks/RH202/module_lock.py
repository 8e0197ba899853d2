"""RH202: a module's lock is one for all."""
import threading

_lock = threading.Lock()
_settings = {}


def get(name):
    with _lock:
        return _settings.get(name)


def load(path):
    with _lock:
        if get("loaded") is None:  # want RH202 "_lock is acquired again in get while load holds it"
            _settings["loaded"] = path


def load_right(path):
    with _lock:
        if _settings.get("loaded") is None:
            _settings["loaded"] = path
