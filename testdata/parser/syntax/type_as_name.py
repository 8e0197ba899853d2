type = 5
type(x)
type.x = 1
x = type
type, y = z
type[0]
type: int = 3
type += 1
type if x else y
type in x
