[1for x in y]
1or 2
3and 4
5if 6else 7
1in x
2is x
3not in x
