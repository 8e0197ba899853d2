while x: pass
else: pass
while x:
    break
else:
    continue
