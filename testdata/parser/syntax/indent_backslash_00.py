\
  a
