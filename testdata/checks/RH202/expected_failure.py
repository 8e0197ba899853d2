"""RH202: a test that wants the second acquisition to fail."""
import threading

import pytest


def test_twice():
    lock = threading.Lock()
    lock.acquire()
    with pytest.raises(RuntimeError):
        lock.acquire()
