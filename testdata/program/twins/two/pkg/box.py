class Box:
    """The box of project two."""

    def __init__(self):
        self.two = 1
