"""RH103: containers that are parameters, locals and return values."""


def drop_empty(table: dict):
    for key in table:
        if not table[key]:
            del table[key]  # want RH103 "table"
    return table


def dedupe():
    seen = {1, 2, 3}
    for n in seen:
        seen.add(n * 2)  # want RH103 "seen"
    return seen


def current():
    return {"a": 1}


def drop_fresh():
    for key in current():
        current().pop(key)


def drop_copy(table: dict):
    for key in [*table]:
        del table[key]


def drop_other(table: dict, other: dict):
    for key in table:
        other.pop(key, None)
