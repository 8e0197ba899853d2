class A:
    def f(self):
        x = )
        return x
    def g(self: pass
    def h(self): return 1
