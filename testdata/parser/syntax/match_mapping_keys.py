match x:
    case {None: a, True: b, m.k: c, -1j: d, 1+2j: e}: pass
