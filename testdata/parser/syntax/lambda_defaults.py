f = lambda a, b=1, /, c=2, *d, e, g=3, **h: (a, b)
g = lambda: (yield)
h = lambda *a, **k: lambda x=a: x
