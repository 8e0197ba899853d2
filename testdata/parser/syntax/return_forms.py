return
return 1, 2
return *a, *b
return (yield)
return lambda: 0
