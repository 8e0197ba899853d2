def f():
    print "a", b

def g():
    return 1
