if (n := len(a)) > 10:
    print(n)
while chunk := read():
    use(chunk)


def f():
    if any((bad := x) < 0 for x in xs):
        return bad
    return [y := g(), y ** 2, [y for y2 in z if (w := y2)], w]


def h():
    global total
    [total := total + v for v in xs]
