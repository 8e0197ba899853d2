"""RH103: nested loops and loops in with, try and match."""


class Grid:
    def __init__(self):
        self.cells = {}
        self.marks = set()

    def clean(self, lock):
        with lock:
            for pos in self.cells:
                match self.cells[pos]:
                    case None:
                        del self.cells[pos]  # want RH103 "self.cells"
                    case _:
                        pass

    def clean_inner(self, rows):
        for pos in self.cells:
            for row in rows:
                if pos in row:
                    self.cells.pop(pos, None)  # want RH103 "self.cells"

    def clean_tried(self):
        for pos in self.marks:
            try:
                self.marks.remove(pos)  # want RH103 "self.marks"
            except KeyError:
                pass

    def clean_outside(self, rows):
        for row in rows:
            for pos in list(self.cells):
                if pos in row:
                    self.cells.pop(pos, None)
