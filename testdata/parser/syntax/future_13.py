if 1: pass
x = (
1); from __future__ import division
