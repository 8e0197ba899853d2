"""Resolution order, overriding, super, properties, class attributes."""


class Base:
    kind = "base"

    def __init__(self):
        self.parts = []

    def draw(self):
        return self.outline()

    def outline(self):
        raise NotImplementedError

    @property
    def size(self):
        return len(self.parts)

    @classmethod
    def make(cls):
        return cls()


class Left(Base):
    def outline(self):
        self.parts.append(1)


class Right(Base):
    def outline(self):
        self.parts.append(2)


class Both(Left, Right):
    def draw(self):
        super().draw()
        return self.size


def show():
    shape = Both.make()
    shape.draw()
    return shape.size
