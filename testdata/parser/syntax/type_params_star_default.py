class A[T = *x]: pass
