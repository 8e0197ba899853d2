match (a, b):
    case (c, d): pass
match (a, b)
match [a]:
    case _: pass
match -a:
    case -1: pass
match {}:
    case {}: pass
match not a:
    case b: pass
match lambda: 1:
    case b: pass
