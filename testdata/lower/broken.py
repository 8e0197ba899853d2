def f(:
    x = 1


def g(a):
    y = = 2
    if a:
        return a.b
    z = (1,


class C:
    def m(self):
        self.x += 1
