"""Order of evaluation in assignments: value, then base, then key."""
a.b[c] = v()
x = y = f()
(p, [q, *r]), s.t = pair
*head, tail = items
self.n += await_me()
d[k] += 1
n -= 2
d['a"b']["it's"][-1][0x10] @= m
grid[i, j] = grid[1:2, ::3]
del x, d[k], (a.b, q[0])
a.b.c.d.e.f.g.h = a.b.c.d.e.f.g.i
f().x.y = 1
