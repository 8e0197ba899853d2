@x:=y
class A: pass