d = {**a, "k": 1, 2: lambda: 3, (4, 5): {6}, **{}, None: [], f(): x if y else z, }
