match x,:
    case y,: pass
    case 1, 2,: pass
