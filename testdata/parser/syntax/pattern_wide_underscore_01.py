match x:
 case ＿: pass