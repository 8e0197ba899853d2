T = 1


def first[T: (int, str), *Ts, **P](x: T, *a: *Ts) -> T:
    return T


class Stack[T = int](Base[T]):
    top: T

    def push[U](self, x: T | U) -> None:
        return U, T


type Pair[A] = tuple[A, A]
type Plain = int


def f():
    type Local = first
    return Local
