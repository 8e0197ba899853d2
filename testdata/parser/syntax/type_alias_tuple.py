type A = b, c
