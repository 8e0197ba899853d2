"""RH103: break and return inside try, with and nested loops."""


class Slots:
    def __init__(self):
        self.free = {}
        self.groups = []

    def take(self, lock):
        for name in self.free:
            with lock:
                try:
                    del self.free[name]
                except KeyError:
                    raise
                return name

    def take_swallowed(self, log):
        for name in self.free:
            try:
                del self.free[name]  # want RH103 "self.free"
            finally:
                log(name)

    def take_inner_break(self):
        for name in self.free:
            for group in self.groups:
                if name in group:
                    del self.free[name]  # want RH103 "self.free"
                    break

    def take_outer_return(self):
        for name in self.free:
            for group in self.groups:
                if name in group:
                    del self.free[name]
                    return group
        return None
