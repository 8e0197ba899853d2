from a import x
from __future__ import nope
