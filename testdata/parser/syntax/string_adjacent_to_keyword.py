x = "a"if"b"else"c"
not"d"
1if"e"in"f"else 2
