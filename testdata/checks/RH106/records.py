"""RH106: two equal records are as good as one; two registries are not."""
# no-strip-test
# no-rename-test
import threading
from dataclasses import dataclass

_features = None
_registry = None
_version = None


@dataclass
class Features:
    colour: bool
    width: int


class Version:
    def __init__(self, text):
        self.text = text

    def major(self):
        return self.text[0]


class Registry:
    def __init__(self):
        self.names = {}

    def add(self, name, value):
        self.names[name] = value


def features():
    global _features
    if _features is None:
        _features = Features(True, 80)  # note RH106 "_features"
    return _features


def version():
    global _version
    if _version is None:
        _version = Version("1.2")  # note RH106 "_version"
    return _version


def registry():
    global _registry
    if _registry is None:
        _registry = Registry()  # want RH106 error "_registry"
    return _registry


class Buffers:
    _local = threading.local()
    _shared = None

    @classmethod
    def get(cls):
        if getattr(cls._local, "buffer", None) is None:
            cls._local.buffer = bytearray()
        return cls._local.buffer


def main():
    for job in (features, version, registry, Buffers.get):
        threading.Thread(target=job).start()
        threading.Thread(target=job).start()
