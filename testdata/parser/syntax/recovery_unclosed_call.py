foo(a,
class B:
    def c(self): pass
