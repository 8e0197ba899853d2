@(lambda f: f)
@table["key"].method(1)(2)
@[a, b][0]
@x if y else z
@(w := deco)
def f(): ...
