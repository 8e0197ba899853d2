with *a, b: pass
