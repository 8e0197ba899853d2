"""RH103: stores that replace what is there, whatever the key is called."""
TABLES = {"a": {"x": 1}, "b": {}}

for group in TABLES:
    for name, value in TABLES[group].items():
        TABLES[group][name] = str(value)

for group in TABLES:
    for name, value in TABLES[group].items():
        TABLES[group][value] = name  # want RH103 "TABLES"


def convert(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "id":
                node["id"] = convert(value)
            elif key == "ref":
                node["target"] = value  # want RH103 "node"
    elif isinstance(node, list):
        for i, value in enumerate(node):
            node[i] = convert(value)
    return node


def by_number(rows: dict):
    rows = wrap(rows)
    for i, row in enumerate(rows):
        rows[i] = row + 1


def wrap(rows):
    return rows


def refresh(settings: dict, load):
    for key in settings.keys():
        settings.update({key: load(key)})


def refresh_other(settings: dict, load):
    for key in settings.keys():
        settings.update({key + "_new": load(key)})  # want RH103 "settings"


class Seen:
    def __init__(self):
        self.names = set()
        self.ages = {}

    def again(self):
        for name in self.names:
            self.names.add(name)

    def put(self, name, age):
        self.ages[name] = age

    def grow(self):
        for name in self.ages:
            self.put(name, 1)

    def swapped(self):
        for name, age in self.ages.items():
            self.put(age, name)  # want RH103 "self.ages"


def mark_failed(results: dict):
    for name, result in results.items():
        if result.failed:
            results[result.owner] = None  # note RH103 "results"


def mark_copies(results: dict):
    for name, result in results.items():
        results[name + "-copy"] = result  # want RH103 error "results"
