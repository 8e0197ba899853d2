type A = int
type B[T] = list[T]
type C[T: int, *Ts, **P] = Callable[P, tuple[T, *Ts]]
type D[T = int, *U = *tuple[int], **V = [int, str]] = T
type type[type] = type
type match = case
type X = (yield)
