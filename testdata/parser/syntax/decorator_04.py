@a
x=1