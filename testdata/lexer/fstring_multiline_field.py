f"""a {
    x  # why
    + y
} b {
z!r
:>10} c"""
