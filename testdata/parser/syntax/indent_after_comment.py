if x:
    a
  # odd

    b
