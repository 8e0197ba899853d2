match command.split():
    case []:
        pass
    case [single] | (single,) if single:
        pass
    case ["go", ("north" | "south") as way, *rest]:
        pass
    case {"x": 0, -1: y, 2.5: _, "z" "w": Point(x=0, y=[*_]), **others}:
        pass
    case Point() | mod.Point(1, z=2,) | str(text):
        pass
    case None | True | False | -1.5 | 3-4j | b"x" | mod.CONST:
        pass
    case (1 | 2, *_, 3), [] as empty:
        pass
    case _:
        pass
