"""RH103: new keys resize the dict, an assignment to the key at hand does not."""


class Settings:
    def __init__(self):
        self.values = {"a": "1"}

    def lower(self):
        for key in self.values:
            self.values[key.lower()] = self.values[key]  # want RH103 "self.values"

    def add_aliases(self):
        for key, value in self.values.items():
            self.values[f"{key}_alias"] = value  # want RH103 "self.values"

    def add_defaults(self):
        for key in self.values:
            self.values.setdefault(key + "_default", "")  # want RH103 "self.values"

    def strip(self):
        for key in self.values:
            self.values[key] = self.values[key].strip()

    def strip_items(self):
        for key, value in self.values.items():
            self.values[key] = value.strip()

    def count(self):
        for i, key in enumerate(self.values):
            self.values[key] = i

    def rename(self):
        renamed = {}
        for key, value in self.values.items():
            renamed[key.lower()] = value
        self.values = renamed
