match x:
    case (a as b), [c as d]: pass
    case (1 | 2) as e: pass
