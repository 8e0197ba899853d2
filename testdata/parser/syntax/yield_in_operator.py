1 + yield x
