"""Branches stand on the smallest tests."""
def f(a, b, c):
    if not (a and b is None):
        one()
    if a or b and not c:
        two()
    if a < b() < c:
        three()
    if not a < b < c:
        four()
    if (a if b else c):
        five()
    assert a and b, "message %d" % c
    assert c
    while not (yield):
        pass


def values(a, b, c):
    x = a and b or c
    y = (a or b) and c
    z = not a
    w = a < b <= c != d
    u = a if b and c else d
    return a or (b if c else d)


def folded(a):
    if a and True:
        one()
    if False or a:
        two()
    if not 0:
        three()
