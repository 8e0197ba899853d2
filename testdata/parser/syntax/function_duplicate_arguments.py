def f(a, a): return
return 1
yield
await x
break
nonlocal q
