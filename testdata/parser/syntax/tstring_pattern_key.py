match x:
    case {"a" "b": 1, "c": t"d"}: pass
