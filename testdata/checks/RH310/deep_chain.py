"""RH310: five plain functions between the coroutine and the network."""
import requests


def e():
    return requests.post("https://log.example")


def d():
    return e()


def c():
    return d()


def b():
    return c()


def a():
    return b()


async def handler(request):
    a()  # want RH310 "a.* leads to requests.post"
    return request


def insist(make):
    try:
        return make()
    except OSError:
        requests.post("https://log.example")
        return None


async def handler_rarely(request):
    return insist(request)
