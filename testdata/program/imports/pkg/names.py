LIMIT = 10
total = 0


def count(thing):
    global total
    total += 1
    return thing
