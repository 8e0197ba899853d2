f"{a if b else c} {d[1:2]} {e[::f]!r}"
