@a.b[c](d) or e
def f(): pass