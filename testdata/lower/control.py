def loops(it):
    for i in it:
        if i:
            continue
        break
    else:
        done()
    while i < 3:
        i += 1
        if stop():
            break
    else:
        done()
    while True:
        if i:
            return i
        tick()


def chain(x):
    if x == 1:
        a()
    elif x == 2:
        b()
    elif x == 3:
        return None
    else:
        raise E from cause
    if 0:
        never()
    if __debug__:
        always()
    while 1:
        pass


def targets(pairs):
    for i, (self.j, d[k]) in pairs:
        pass
    for x.y in z:
        pass
