match = case = type = _ = print = exec = 1
def type(match, case=_): return type
