f"a\
b{x}"