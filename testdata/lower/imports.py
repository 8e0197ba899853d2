import a, b.c, d.e as f
from . import g
from ..h.i import j as k, l
from m import *
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import heavy
    from x import y
else:
    y = None
if typing.TYPE_CHECKING and z:
    import not_marked


def func():
    import os.path
    global late
    import late
    from n import (
        o,
        p as q,
    )


if not TYPE_CHECKING:
    from x import real
elif y:
    import only_types
