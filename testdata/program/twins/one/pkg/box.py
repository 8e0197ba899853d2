class Box:
    """The box of project one."""

    def __init__(self):
        self.one = 1
