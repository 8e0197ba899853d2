with (,): pass
