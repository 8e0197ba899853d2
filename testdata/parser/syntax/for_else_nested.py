for i in range(3):
    for j in i:
        if j: break
    else:
        continue
    while j:
        j -= 1
    else: pass
