match (x)
match[x]
match -x
match * x
match: int
match.x
match, x
