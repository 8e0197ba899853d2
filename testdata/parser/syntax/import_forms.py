import a
import a.b.c
import a as b, c.d as e
from a import b
from a.b import c as d, e
from . import a
from .a import (b)
from ..a.b import (c as d,
  e,  # comment
)
from ...... import z
from a import *
import a  .  b
