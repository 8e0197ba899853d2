"""RH103: the elements take locks of their own, the container that keeps them has none."""
import threading


class Part:
    def __init__(self, whole):
        self._lock = threading.Lock()
        self._whole = whole
        self._stale = set()

    def invalidate(self, oids):
        with self._lock:
            self._stale.update(oids)

    def name(self):
        return "part"

    def release(self):
        self._whole._forget(self)


class Whole:
    def __init__(self):
        self._parts = set()
        self._copied = set()
        self._guard = threading.Lock()
        self._guarded = set()

    def new(self):
        part = Part(self)
        self._parts.add(part)
        self._copied.add(part)
        with self._guard:
            self._guarded.add(part)
        return part

    def _forget(self, part):
        self._parts.remove(part)

    def invalidate(self, oids):
        for part in self._parts:  # want RH103 "self._parts may be resized by Whole"
            part.invalidate(oids)

    def invalidate_copied(self, oids):
        for part in list(self._copied):
            part.invalidate(oids)

    def invalidate_guarded(self, oids):
        with self._guard:
            for part in self._guarded:
                part.invalidate(oids)

    def names(self):
        return [part.name() for part in self._parts]
