a = 1
if a:
    b = """x
y"""
    c = "a\
b"

def f(x,
      y): pass
# end