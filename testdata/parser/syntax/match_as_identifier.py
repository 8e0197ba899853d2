match = 1
match.x
match[0] = 2
match(x)
match, case = 3, 4
match: int = 5
print(match)
match += 1
match if x else y
match or x
match in x
match is x
match and z
match @ x
match == x
