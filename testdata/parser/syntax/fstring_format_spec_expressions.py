f"{value:{width}.{precision}} {x!r:>{w + 1}} {y=:#{z}x} {when:%Y-%m-%d %H:%M}"
