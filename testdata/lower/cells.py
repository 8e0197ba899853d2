def outer():
    v = 1

    def middle():
        def inner():
            return v
        return inner

    return middle


def shadow(v):
    def middle():
        r = [v for v in range(3)]
        return r, (lambda: v)
    return middle


def tricks():
    x = locals()
    exec("x = 2")
    eval("x", {}, {})
    vars(x)
