@decorate(1)
@other
class Counter(Base, Generic[T], metaclass=Meta, **options):
    """Count things."""
    __slots__ = ("n",)
    n: int = 0
    m: "str"

    def __init__(self): self.n = 0

    @property
    def value(self) -> int:
        return self.n
