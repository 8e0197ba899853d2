print(1, 2); match(3)[4].case = type
