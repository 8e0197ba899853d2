if x:
  \
    a
  b
