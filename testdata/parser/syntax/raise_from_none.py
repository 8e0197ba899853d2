raise E("x") from None
raise
raise (a, b)
