match x:
 case A.b.c() | None: pass