1
from __future__ import nope
