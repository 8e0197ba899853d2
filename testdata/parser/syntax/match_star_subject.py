match *x, y:
    case [*z]: pass
