"""RH103: a loop that ends right after the change never asks its iterator again."""


class Waiters:
    def __init__(self):
        self.by_key = {}

    def take_break(self, value):
        for key, v in self.by_key.items():
            if v == value:
                del self.by_key[key]
                break

    def take_return(self, value):
        for key, v in self.by_key.items():
            if v == value:
                self.by_key.pop(key)
                return key
        return None

    def take_raise(self, value):
        for key in self.by_key:
            if self.by_key[key] == value:
                del self.by_key[key]
                raise KeyError(key)

    def take_first(self):
        for key in self.by_key:
            return self.by_key.pop(key)

    def take_continue(self, value):
        for key, v in self.by_key.items():
            if v == value:
                del self.by_key[key]  # want RH103 "self.by_key"
                continue
            print(key)

    def take_sometimes(self, value, once):
        for key, v in self.by_key.items():
            if v == value:
                del self.by_key[key]  # want RH103 "self.by_key"
                if once:
                    break
