yield from *a, b
