if x:
  a
    