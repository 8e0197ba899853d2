if (n := len(a)) > 10: pass
while chunk := f.read(): pass
[y := f(x), y**2]
{z := 1}
[w for v in u if (w := v)]
x[i := 0]
print(a := 1, *(b := []), c=(d := 2))
assert (e := 1)
del (f)
