match *a, b:
 case *c, d: pass