"""RH103: a list used as a work-list grows on purpose while it is iterated: only a note."""


def reachable(start, edges):
    found = [start]
    for node in found:
        for other in edges[node]:
            if other not in found:
                found.append(other)  # note RH103 "found"
    return found


def expand(queue: list):
    for job in queue:
        queue.extend(job.children)  # note RH103 "queue"


def reachable_while(start, edges):
    found, todo = {start}, [start]
    while todo:
        for other in edges[todo.pop()]:
            if other not in found:
                found.add(other)
                todo.append(other)
    return found
