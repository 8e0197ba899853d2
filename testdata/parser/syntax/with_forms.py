with a: pass
with a as b: pass
with a as b, c as d: pass
with (a): pass
with (a) as b: pass
with (a, b): pass
with (a, b) as c: pass
with (a as b): pass
with (a as b, c): pass
with (a as b, c as d,): pass
with (a), b: pass
with (a), (b) as c: pass
with (a).b as c: pass
with (a)(b): pass
with (yield): pass
with (a := b): pass
with (a := b) as c: pass
with (a for b in c): pass
with (a for b in c) as d: pass
with (*a, b): pass
with (): pass
with (a, b)[0]: pass
with (a, b), c: pass
with a as (b, c), d as [e], f as g.h, i as j[0]: pass
with (a if b else c) as d: pass
with (a, (b, c) as d): pass
with ((a, b) as c): pass
with ((a)): pass
with (lambda: x): pass
