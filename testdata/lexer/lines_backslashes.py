x = 1 + \
    2
if a and \
   b:
    c
assert \
  x
