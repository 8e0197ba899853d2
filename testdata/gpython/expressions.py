"""Operators, calls, subscripts, displays, comprehensions."""
a = b = c = d = x = y = z = f = None
a or b or c and d and not x
(a or b) or c
a or (b or c)
not a, not not b
a < b <= c == d != x > y >= z
(a < b) < c
a is b, a is not b, a in b, a not in b
not a in b
a | b ^ c & d << 1 >> 2
a + b - c * d / x // y % z
(a + b) * (c - d)
a - (b - c)
-a ** -b ** +c
(-a) ** ~b
2 ** f(a).b[c]
a if b else c if d else x
(a if b else c) if d else (lambda: x)

f()
f(a)
f(a,)
f(a, b, c=d)
f(a, *b)
f(*a)
f(**a)
f(a, b=c, *d, x=y, **z)
f(*a, b=c)
f(*(a), **(b))
f(x for x in a)
f((x for x in a))
f((x) for x in a)
f((x, y) for x, y in a if x if not y)
f((x for x in a) for y in b)
f(a)(b)[c].d(x)
(f)((a))
((f)(a)).b
(a).b
(a)[b]
a.b.c.d
"".join(a)
f(a=(b))
f((a), lambda: a)
f(a
  )(
    b
)

a[0]
a[b, c]
a[b,]
a[(b, c)]
a[(b), c]
a[b][c]
a[:]
a[::]
a[b:]
a[:c]
a[b:c]
a[b:c:d]
a[b::d]
a[::d]
a[:c:]
a[b:, ::2, c, ...]
a[b:c,]
a[lambda: 0]
a[(b):(c)]
a[...]

()
(a)
(a,)
((a),)
((a,),)
(a), b
(a, b), (c, d)
((a, b), (c, d))
(((a)))
a, b,
(a, b,)
[]
[a]
[a, b,]
[*a, b]
(*a, b)
*a, b
{}
{a}
{a, b,}
{a: b}
{a: b, c: d,}
{(a): (b)}
{{}: {a: {b}}}
{(a), b}

[x for x in a]
[x for x in a if x]
[(x) for x in (a)]
[x, ] + [x for x, in a]
[x for x, y in a for y in x if y if x for z in y]
[[y for y in x] for x in a]
[x for x in a if [y for y in x]]
{x for x in a}
{(x) for x in a}
{x: y for x, y in a}
{(x): (y) for (x, y) in a if x or y}
(x for x in a)
((x) for x in a)
((x for x in a) for y in b)
(x for x[0] in a)
(x for a.b in a for (c) in b)
[x for x in a or b]
