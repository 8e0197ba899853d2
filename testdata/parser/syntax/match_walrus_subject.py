match x := f():
    case y if (z := y): pass
