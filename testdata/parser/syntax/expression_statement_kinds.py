1
"s"
f()
x.y
x[0]
-x
not x
lambda: 0
(yield)
[i for i in j]
*a, b
