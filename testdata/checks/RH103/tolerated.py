"""RH103: code that reckons with the exception, and tests that provoke it."""
import contextlib
import unittest


class Registry:
    def __init__(self):
        self.entries = {}

    def purge_best_effort(self):
        with contextlib.suppress(RuntimeError):
            for key in self.entries:
                del self.entries[key]

    def purge_retry(self):
        while self.entries:
            try:
                for key in self.entries:
                    self.entries.pop(key)
            except RuntimeError:
                continue

    def purge_other_error(self):
        try:
            for key in self.entries:
                self.entries.pop(key)  # want RH103 "self.entries"
        except KeyError:
            pass


class Provoked(unittest.TestCase):
    def test_growing(self):
        d = {1: 1}
        with self.assertRaises(RuntimeError):
            for key in d:
                d[key + 1] = 1

    def test_growing_unnoticed(self):
        d = {1: 1}
        with self.subTest("no check"):
            for key in d:
                d[key + 1] = 1  # want RH103 "d is changed"
