"""Each statement of Python 3.4, some of them in more than one shape."""
from __future__ import print_function
import os
import os.path, sys as system
import xml.dom.minidom as dom
from collections import (
    OrderedDict,
    deque as queue,
)
from . import sibling
from .. import uncle as aunt, cousin
from ...deep.down import thing
from .... import far
from os.path import *

pass
total = 0
first = second = third = []
left, right = right, left = 1, 2
(left, right), *rest = (3, 4), 5, 6
[left, [right]] = rest
*rest, = first
total += 1; total -= 2; total *= 3
total /= 4; total //= 5; total %= 6
total **= 7; total >>= 8; total <<= 9
total &= 10; total ^= 11; total |= 12;
first[0] += system.maxsize
os.path.cache = first[1:2] = None

del total
del first[0], second.name
del (left, right), [third]
del rest,


def walk(tree, seen=None):
    global total, counter
    counter = total = 0
    assert tree
    assert tree, "no tree"
    for node in tree:
        if node is None:
            continue
        elif node in tree:
            break
        elif node: pass
        else:
            total += 1
    else:
        return
    for one, in tree: print(one)
    for one, (two, *three) in tree:
        yield one
    for (one), two in tree: yield
    for tree[0] in 1, 2, 3:
        del tree[0]
    while seen and total < 3:
        total += 1
        if total: break
    else:
        total = 0
    return tree, seen,


def outer():
    count = 0

    def inner():
        nonlocal count
        count += 1
        return (count)
    if count:
        if inner():
            return inner
    else:
        if inner(): return None
        return -1


if total: pass
if total:
    pass
else:
    if left:
        right = 1
    else:
        right = 2
