match type:
    case match: pass
    case type(case=_): pass
    case [case, type, *match]: pass
