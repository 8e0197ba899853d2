"""RH307: a test that calls with wrong arguments gets an error, not a coroutine."""
import pytest


async def connect(host):
    return host


def test_arguments():
    with pytest.raises(TypeError):
        connect()
