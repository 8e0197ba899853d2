match x:
 case a.b as c if d: pass