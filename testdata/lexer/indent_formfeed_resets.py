if x:
    a
    b
