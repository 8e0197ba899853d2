a = f"{x!r:>{width}} {y.z=} {{}}" "tail"
b = t"{name:{spec()}} and {call(1)}"
c = "one" 'two' """three"""
d = d["one" "two"]
e = f"plain"
"docstring-like"
f'{used}'
