if x:
    y = """a
b"""
    z = 'c\
d'
