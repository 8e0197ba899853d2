a; b; c;
if x: a; b
class C: x = 1; y = 2
