++x
x = --y
x -+-~z
