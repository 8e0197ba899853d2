@final
class C(Base, m.Mixin[int], metaclass=Meta, flag=f()):
    """Docstring."""
    field: int = 3
    other: "C | None"
    __private = 1

    def __init__(self):
        super().__init__()
        self.__private = __class__.__private

    @property
    def p(self): return self._x

    class Inner:
        x = __private

        def g(self):
            return x, field

    attr = field


class __D:
    def f(self, __arg):
        __local = self.__x
        obj.__y.__z__ = __local
        import __mod
        return __arg


class Empty: ...
