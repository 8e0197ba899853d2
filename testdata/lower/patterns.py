def f(subject):
    match subject.command():
        case 1 | -2 | "go" | m.CONST:
            one()
        case None | True:
            two()
        case [a, _, *rest] if a > 0:
            three()
        case (x, [y, *_]):
            four()
        case {"k": v, m.KEY: [w], **others}:
            five()
        case Point(0, y=z, state=State.ON) as p:
            six()
        case m.Cls():
            pass
        case str(s) | bytes(s):
            seven()
        case other:
            return other
    after()


class K:
    def g(self):
        match self.state:
            case Open(__fd=1):
                pass
        match self.a, self.b:
            case _, self.c:
                pass
            case _:
                raise E
