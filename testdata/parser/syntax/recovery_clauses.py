if x = 1:
    a
elif b:
    c
else:
    d
try
    e
except F:
    g
finally:
    h
i = 1
