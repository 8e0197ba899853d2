x = = 1
def f(:
    pass
class C:
    y = 1 +
    def g(self): return 2
z = 3
