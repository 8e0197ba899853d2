"""RH103: deleting behind the current place of a list skips nothing that is to come."""


def unify(states: list):
    for i, state in enumerate(states):
        for j in range(i + 1, len(states)):
            if states[j] == state:
                del states[j]
                break


def unify_from_start(states: list):
    for i, state in enumerate(states):
        for j in range(0, len(states)):
            if i != j and states[j] == state:
                del states[j]  # want RH103 "states"
                break


def drop_last(stack: list):
    for item in reversed(stack):
        if item.done:
            stack.remove(item)
